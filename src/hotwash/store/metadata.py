"""What a file has besides its bytes: owner, group, attributes, access list, mode."""

from __future__ import annotations

import errno
import os
import stat

ACCESS = "system.posix_acl_access"


class Unrestorable(Exception):
    """This process may not give a file what the other has."""


def carry_over(source: int, target: int) -> None:
    """Give one open file the owner, attributes, access list and mode of another.

    The mode comes last: a change of owner clears bits of it.

    Raises:
        Unrestorable: If this process may not; the target may have part of it.
        OSError: If the disk fails.
    """
    there, here = os.fstat(source), os.fstat(target)
    try:
        if there.st_uid != here.st_uid:
            os.fchown(target, there.st_uid, -1)
        if there.st_gid != here.st_gid:
            os.fchown(target, -1, there.st_gid)
    except PermissionError as error:
        raise Unrestorable from error
    _carry_over_attributes(source, target)
    mode = stat.S_IMODE(there.st_mode)
    os.fchmod(target, mode)
    if stat.S_IMODE(os.fstat(target).st_mode) != mode:
        raise Unrestorable


def _carry_over_attributes(source: int, target: int) -> None:
    """Copy extended attributes, among them access lists, where the system has them."""
    if not hasattr(os, "listxattr"):
        return
    wanted, given = _attributes(source), _attributes(target)
    for name, value in wanted.items():
        if given.get(name) == value:
            continue
        try:
            os.setxattr(target, name, value)
        except PermissionError as error:
            # Labels of the system's policy are the system's to give.
            if not name.startswith(("security.", "trusted.")):
                raise Unrestorable from error
    if ACCESS in given.keys() - wanted.keys():
        # The folder gives one to each file that is made in it.
        os.removexattr(target, ACCESS)


def _attributes(descriptor: int) -> dict[str, bytes]:
    try:
        return {name: os.getxattr(descriptor, name) for name in os.listxattr(descriptor)}
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOSYS):
            return {}
        raise
