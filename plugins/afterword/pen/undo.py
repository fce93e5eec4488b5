"""What `undo` needs to restore the very bytes: the splices of the last ticks, kept privately."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, fields

from afterword.model.change import Change
from afterword.model.task import Task
from afterword.pen.desk import Desk
from afterword.source.edit import Splice
from afterword.source.write import RefusedError, create_file, remove_stale, replace_file

KEPT = 200
"""Ticks that can be taken back to the byte; older ones are taken back by their detail."""


@dataclass(frozen=True, slots=True)
class Undo:
    """One tick: the file as it left it, by checksum, and what stood where it wrote.

    `start` counts bytes; `old` and `new` are texts. `key` is the detail that was set; `added`
    whether the whole line was, since the task was implied.
    """

    task: str
    path: str
    key: str
    after: str
    start: int
    old: str
    new: str
    added: bool

    @classmethod
    def of(cls, task: Task, change: Change, text: str, splice: Splice, after: bytes) -> Undo:
        """Return the record of a splice that turned `text` into the file `after`."""
        return cls(
            task.id,
            task.path,
            change.key,
            _checksum(after),
            len(text[: splice.start].encode("utf-8")),
            text[splice.start : splice.end],
            splice.new,
            task.implied,
        )

    def is_untouched(self, data: bytes) -> bool:
        """Whether a file is as the tick left it."""
        return _checksum(data) == self.after

    def restored(self, data: bytes) -> bytes:
        """Return the bytes before the tick, given those after it."""
        end = self.start + len(self.new.encode("utf-8"))
        return data[: self.start] + self.old.encode("utf-8") + data[end:]


_NAMES = tuple(each.name for each in fields(Undo))


def remember(desk: Desk, undo: Undo) -> None:
    """Keep a tick to be taken back; a tick is not refused because this cannot be written."""
    _save(desk, [*_load(desk), undo][-KEPT:])


def forget(desk: Desk, undo: Undo) -> None:
    """Drop a tick that was taken back."""
    _save(desk, [each for each in _load(desk) if each != undo])


def last_change(desk: Desk, task: str) -> Undo | None:
    """Return the last tick of a task that is kept, whatever became of the file since."""
    return next((each for each in reversed(_load(desk)) if each.task == task), None)


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _load(desk: Desk) -> list[Undo]:
    """Return what is kept; a file that is not as it should be is as good as none."""
    try:
        rows = json.loads((desk.state / "undo.json").read_text("utf-8"))
        return [Undo(**row) for row in rows]
    except (OSError, ValueError, TypeError):
        return []


def _save(desk: Desk, kept: list[Undo]) -> None:
    path = desk.state / "undo.json"
    rows = [{name: getattr(each, name) for name in _NAMES} for each in kept]
    data = json.dumps(rows, ensure_ascii=False).encode()
    with suppress(RefusedError, OSError):
        remove_stale({desk.state})
        try:
            create_file(path, data)
            path.chmod(0o600)
        except FileExistsError:
            replace_file(path, path.read_bytes(), data)
