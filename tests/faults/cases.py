"""What befalls a file and its editor, and what is left: each fault is one function."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.calls import GROUPS, calls, disturbed, injected, traced, wait_until_held
from tests.faults.editors import MINE, OTHER, Editor, Sitting, sitting
from tests.faults.outcomes import Outcome, file_of, is_kept, judged, judged_with_theirs, together
from tests.faults.rooms import REMARK, THEIRS, NotHere, Room, room_of

DISK = 1 << 18
"""Bytes of a disk that is filled."""
SOMEBODY, GROUP = 12345, 23456


@dataclass(frozen=True, slots=True)
class Case:
    """A fault, and how an editor is put to it."""

    chapter: str
    name: str
    outcome: Callable[[Editor], Outcome]
    """Raises NotHere if it can't be made here."""


@contextmanager
def typed(editor: Editor, room: Room) -> Iterator[Sitting]:
    """Have the text written, and not saved; the editor is killed in the end."""
    with sitting(editor, room) as person:
        person.write()
        yield person


# --- calls that fail, or at which the editor is killed

_ERRORS = {
    "open": ("EACCES", "ENOSPC"),
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "truncate": ("EIO", "ENOSPC"),
    "fsync": ("EIO", "ENOSPC"),
    "close": ("EIO", "EDQUOT"),
    "rename": ("EIO", "EACCES"),
    "link": ("EIO", "EDQUOT"),
    "unlink": ("EIO",),
    "chmod": ("EPERM",),
}


def _sweep(group: str, hows: Sequence[str], *, second_name: bool = False) -> Callable[[Editor], Outcome]:
    def outcome(editor: Editor) -> Outcome:
        found = [trial for how in hows for trial in disturbed(editor, group, how, second_name)]
        return together(found) if found else Outcome("makes no such call", lost=False)

    return outcome


# --- places


def _full_disk(editor: Editor) -> Outcome:
    with room_of(disk=DISK) as room, typed(editor, room) as person:
        room.fill()
        person.save()
        person.kill()
        return judged(editor, room)


def _closed(what: str) -> Callable[[Editor], Outcome]:
    """Save where the file, or the folder, may not be written."""

    def outcome(editor: Editor) -> Outcome:
        with room_of(ordinary=True) as room:
            path, mode = (room.path, 0o444) if what == "file" else (room.folder, 0o555)
            path.chmod(mode)
            room.mode_before = room.mode()
            with typed(editor, room) as person:
                person.save()
                person.kill()
            return judged(editor, room)

    return outcome


def _folder_removed(editor: Editor) -> Outcome:
    with room_of() as room, typed(editor, room) as person:
        shutil.rmtree(room.folder)
        person.save()
        person.kill()
        kept = is_kept(editor, room, MINE)
        return Outcome(f"{file_of(editor, room)} as before, text {'kept' if kept else 'lost'}", not kept)


# --- what another program does to the file


def _replace(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes().replace(REMARK, THEIRS))
    other.chmod(0o640)
    other.replace(path)
    _later(path)


def _append(path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(THEIRS)
    _later(path)


def _alter(path: Path) -> None:
    """Change it in place; neither its size nor its time of change tells of it."""
    before = path.stat()
    with path.open("r+b") as stream:
        stream.seek(-len(REMARK), os.SEEK_END)
        stream.write(THEIRS)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _later(path: Path) -> None:
    """Let the change be of another second than the file's reading, as it mostly is."""
    os.utime(path, (time.time() + 10, time.time() + 10))


def _underneath(change: Callable[[Path], None]) -> Callable[[Editor], Outcome]:
    def outcome(editor: Editor) -> Outcome:
        with room_of() as room, typed(editor, room) as person:
            change(room.outer)
            person.save()
            person.kill()
            return judged_with_theirs(editor, room)

    return outcome


def _removed(editor: Editor) -> Outcome:
    with room_of() as room, typed(editor, room) as person:
        room.outer.unlink()
        person.save()
        person.kill()
        kept = is_kept(editor, room, MINE)
        file = "made again" if room.outer.exists() else "stays removed"
        return Outcome(f"{file}, text {'kept' if kept else 'lost'}", not kept)


def _while_saving(group: str) -> Callable[[Editor], Outcome]:
    """Have a program that has the file open add a line to it while the save is held after a call."""

    def outcome(editor: Editor) -> Outcome:
        found = calls(editor, group)
        if not found:
            return Outcome("makes no such call", lost=False)
        call = next((call for call in found if call.document), found[0])
        with room_of() as room, typed(editor, room) as person, room.outer.open("ab", buffering=0) as theirs:
            trace = room.home / "trace"
            with traced(person.saver, trace, *injected(call, "signal=SIGSTOP")):
                person.ask_to_save()
                wait_until_held(trace)
                theirs.write(THEIRS)
                theirs.close()
                person.terminal.kill(signal.SIGCONT)
                person.until_saved()
            person.kill()
            return judged_with_theirs(editor, room)

    return outcome


def _after_saving(editor: Editor) -> Outcome:
    """Have a program that has had the file open add a line to it once the save is over; then save again."""
    with room_of() as room, typed(editor, room) as person, room.outer.open("ab", buffering=0) as theirs:
        person.save()
        theirs.write(THEIRS)
        theirs.close()
        _later(room.outer)
        person.write(OTHER)
        person.save_again()
        person.kill()
        return judged_with_theirs(editor, room)


def _two_people(editor: Editor) -> Outcome:
    """Both have the file open; one saves, then the other."""
    with room_of() as room, sitting(editor, room) as first, sitting(editor, room) as second:
        first.write(MINE)
        second.write(OTHER)
        first.save()
        _later(room.outer)
        second.save()
        first.kill()
        second.kill()
        there = room.outer.read_text()
        if MINE in there and OTHER in there:
            return Outcome("both in the file", lost=False)
        said = [
            f"{name} {'saved' if text in there else 'kept' if is_kept(editor, room, text) else 'lost'}"
            for name, text in (("first", MINE), ("second", OTHER))
        ]
        return Outcome(", ".join(said), any("lost" in each for each in said))


# --- what else a file has


def _saved(editor: Editor, room: Room) -> bool:
    """Save and leave; returns whether the text is in the file."""
    with typed(editor, room) as person:
        person.save()
        if MINE.encode() in room.outer.read_bytes():
            person.leave()
    return room.outer.read_bytes() == editor.made(room.before, MINE)


def _link(editor: Editor) -> Outcome:
    with room_of() as room:
        target = room.home / "real.toml"
        room.path.rename(target)
        room.path.symlink_to(target)
        kept = _saved(editor, room) and room.path.is_symlink()
        return Outcome("saved through the link" if kept else "link replaced", not kept)


def _two_names(editor: Editor) -> Outcome:
    with room_of(second_name=True) as room:
        kept = _saved(editor, room) and room.path.samefile(room.other_name)
        return Outcome("both names saved" if kept else "second name is cut off", not kept)


def _labels(editor: Editor) -> Outcome:
    with room_of() as room:
        before = room.labels()
        if "user.origin" not in before:
            raise NotHere("no extended attributes here")
        saved, after = _saved(editor, room), room.labels()
        lost = [name for name in before if after.get(name) != before[name]]
        if lost:
            return Outcome(f"saved, {' and '.join(map(_spoken, lost))} lost", lost=True)
        both = "both kept" if len(before) > 1 else "attribute kept (no access lists here)"
        return Outcome(f"saved, {both}" if saved else "not saved", not saved)


def _spoken(label: str) -> str:
    return "access list" if "acl" in label else "attribute"


def _owned(ordinary: bool) -> Callable[[Editor], Outcome]:
    """Save somebody else's file: as one who may write it, or as root."""

    def outcome(editor: Editor) -> Outcome:
        if os.geteuid() != 0:
            raise NotHere("only root can be two people")
        with room_of(ordinary=ordinary, groups=[GROUP] if ordinary else [], plain=True) as room:
            os.chown(room.path, SOMEBODY, GROUP)
            room.path.chmod(0o664)
            before = room.path.stat()
            saved, after = _saved(editor, room), room.path.stat()
            same = (before.st_uid, before.st_gid, before.st_mode) == (
                after.st_uid,
                after.st_gid,
                after.st_mode,
            )
            said = "owner, group and mode kept" if same else "owner, group or mode lost"
            return Outcome(f"saved, {said}" if saved else f"not saved, {said}", not (saved and same))

    return outcome


# --- ends with something unsaved


def _ended(
    end: Callable[[Sitting], None], *, ordinary: bool = False, full: bool = False
) -> Callable[[Editor], Outcome]:
    """End an editor a second after the last key."""

    def outcome(editor: Editor) -> Outcome:
        with room_of(ordinary=ordinary, disk=DISK if full else 0) as room:
            if ordinary:
                room.folder.chmod(0o555)
            with typed(editor, room) as person:
                if full:
                    room.fill()
                time.sleep(1)
                end(person)
            return judged(editor, room)

    return outcome


def _by(number: signal.Signals) -> Callable[[Sitting], None]:
    return lambda person: person.kill(number)


def _cases() -> Iterator[Case]:
    failing, killed = "A call of the save fails", "Killed at a call of the save"
    for group, errors in _ERRORS.items():
        hows = [f"error={error}" for error in errors]
        yield Case(failing, f"{NAMES[group]}: {', '.join(errors)}", _sweep(group, hows))
    for group in ("write", "truncate"):
        hows = [f"error={error}" for error in _ERRORS[group]]
        name = f"{NAMES[group]}, of a file with two names"
        yield Case(failing, name, _sweep(group, hows, second_name=True))
    for group in GROUPS:
        yield Case(killed, NAMES[group], _sweep(group, ["signal=SIGKILL"]))
    for group in ("write", "truncate"):
        name = f"{NAMES[group]}, of a file with two names"
        yield Case(killed, name, _sweep(group, ["signal=SIGKILL"], second_name=True))
    place = "Places where saving is hard"
    yield Case(place, "the disk is full", _full_disk)
    yield Case(place, "the file is read-only", _closed("file"))
    yield Case(place, "the folder may not be written", _closed("folder"))
    yield Case(place, "the folder was removed", _folder_removed)
    others = "Others at the same file"
    yield Case(others, "replaced by another program", _underneath(_replace))
    yield Case(others, "a line added by another program", _underneath(_append))
    yield Case(others, "changed, with size and time as before", _underneath(_alter))
    yield Case(others, "removed by another program", _removed)
    yield Case(others, "two people save, one after the other", _two_people)
    yield Case(others, "a line added during the save, at its write", _while_saving("write"))
    yield Case(others, "a line added during the save, at its rename", _while_saving("rename"))
    yield Case(others, "a line added after a save, by who had it open before", _after_saving)
    more = "What else a file has"
    yield Case(more, "symbolic link", _link)
    yield Case(more, "second name (hard link)", _two_names)
    yield Case(more, "extended attribute and access list", _labels)
    yield Case(more, "somebody else's, which my group may write", _owned(ordinary=True))
    yield Case(more, "somebody else's, saved by root", _owned(ordinary=False))
    ends = "Ended a second after the last key, unsaved"
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
        yield Case(ends, number.name, _ended(_by(number)))
    yield Case(ends, "the terminal hangs up", _ended(Sitting.hang_up))
    yield Case(ends, "SIGHUP, and the document's disk is full", _ended(_by(signal.SIGHUP), full=True))
    yield Case(ends, "SIGHUP, and its folder may not be written", _ended(_by(signal.SIGHUP), ordinary=True))


NAMES = {group: group for group in GROUPS}
NAMES |= {"chmod": "chmod, chown, setxattr", "truncate": "truncate, allocate"}
CASES = tuple(_cases())
