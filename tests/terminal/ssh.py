"""An ssh server for one test, on loopback, with keys that are thrown away."""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_CHROOT = Path("/run/sshd")
"""Where Debian's sshd shuts itself in when root runs it; made when the service starts."""

_SERVER = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
PidFile none
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PubkeyAuthentication yes
StrictModes no
UsePAM no
PrintMotd no
PrintLastLog no
"""

_CLIENT = """\
Host hotwash
  HostName 127.0.0.1
  Port {port}
  User {user}
  IdentityFile {folder}/key
  IdentitiesOnly yes
  IdentityAgent none
  UserKnownHostsFile {folder}/known_hosts
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  BatchMode yes
  ConnectTimeout 10
  LogLevel ERROR
"""


class NoServer(Exception):
    """This machine has no ssh server that a test can use; the message says why."""


class Ssh:
    """A server for the present user, with all its files in one folder."""

    def __init__(self, folder: Path) -> None:
        """Start a server, and log in once.

        Raises:
            NoServer: If that does not work here.
        """
        self._client = _program("ssh")
        self._folder = folder
        self._log = folder / "sshd.log"
        port = _free_port()
        self._write_keys(port)
        (folder / "sshd_config").write_text(_SERVER.format(port=port, folder=folder))
        user = pwd.getpwuid(os.getuid()).pw_name
        (folder / "ssh_config").write_text(_CLIENT.format(port=port, folder=folder, user=user))
        with self._log.open("wb") as log:
            self._server = subprocess.Popen(
                _server(folder / "sshd_config"), stdin=subprocess.DEVNULL, stderr=log
            )
        try:
            self._log_in(port)
        except BaseException:
            self.close()
            raise

    def command(self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> list[str]:
        """Return the command that runs another one behind ssh, on a terminal."""
        settings = [f"{name}={value}" for name, value in environment.items()]
        there = f"cd {shlex.quote(str(folder))} && exec {shlex.join(['env', *settings, *arguments])}"
        return [self._client, "-F", str(self._folder / "ssh_config"), "-t", "hotwash", there]

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        try:
            self._server.wait(10)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    def _write_keys(self, port: int) -> None:
        keygen = _program("ssh-keygen")
        for name in ("host_key", "key"):
            subprocess.run(
                [keygen, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(self._folder / name)],
                check=True,
            )
        host, own = ((self._folder / f"{name}.pub").read_text() for name in ("host_key", "key"))
        (self._folder / "authorized_keys").write_text(own)
        (self._folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {host}")

    def _log_in(self, port: int) -> None:
        deadline = time.monotonic() + 10
        while self._server.poll() is None and not _answers(port):
            if time.monotonic() > deadline:
                raise NoServer(f"sshd does not answer: {self._said()}")
            time.sleep(0.02)
        if self._server.poll() is not None:
            raise NoServer(f"sshd does not start: {self._said()}")
        tried = subprocess.run(
            [self._client, "-F", str(self._folder / "ssh_config"), "hotwash", "true"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
        )
        if tried.returncode:
            raise NoServer(f"ssh can't log in: {tried.stderr.strip()}; {self._said()}")

    def _said(self) -> str:
        return " ".join(self._log.read_text(errors="replace").split())


def _program(name: str) -> str:
    """Return a program's absolute path, which sshd asks for."""
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which(name, path=places)
    if found is None:
        raise NoServer(f"there is no {name} here")
    return found


def _server(config: Path) -> list[str]:
    command = [_program("sshd"), "-D", "-e", "-f", str(config)]
    if os.getuid() == 0 and not _CHROOT.is_dir() and (unshare := shutil.which("unshare")):
        # A folder that only this server sees.
        prepare = f"mount -t tmpfs none {_CHROOT.parent} && mkdir {_CHROOT} && exec {shlex.join(command)}"
        return [unshare, "--mount", "sh", "-c", prepare]
    return command


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
