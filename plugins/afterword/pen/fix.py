"""Repairs of what has one certain answer: a misspelt key or word, a date in another form."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from afterword.model.problem import Problem
from afterword.pen.desk import Desk
from afterword.source.frontmatter import decode
from afterword.source.load import problems_in
from afterword.source.write import inside, read_bytes, remove_stale, replace_file


@dataclass(frozen=True, slots=True)
class Repair:
    """What a file is repaired to; `count` problems are gone by it."""

    path: str
    before: bytes
    after: bytes
    count: int

    def diff(self, shown: str) -> str:
        """Return the change as a unified diff; `shown` is the path as it is to be printed."""
        lines = difflib.unified_diff(
            self.before.decode("utf-8").splitlines(keepends=True),
            self.after.decode("utf-8").splitlines(keepends=True),
            shown,
            shown,
            n=1,
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def repairs(desk: Desk, problems: Iterable[Problem]) -> tuple[Repair, ...]:
    """Return what can be repaired of these problems, by file; nothing is written.

    A repair that would bring an error of another sort, such as a second key of one name, is left
    out.
    """
    by_path: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.fix:
            by_path.setdefault(problem.path, []).append(problem)
    found = (_repair(desk, path, wanted) for path, wanted in by_path.items())
    return tuple(each for each in found if each.count)


def _repair(desk: Desk, path: str, problems: list[Problem]) -> Repair:
    before = read_bytes(inside(desk.root, path))
    text, _ = decode(before)
    known = problems_in(before, path, desk.settings)
    count = 0
    # From the end, so that what stands before keeps its place.
    for problem in sorted(problems, key=lambda each: each.fix.start if each.fix else 0)[::-1]:
        if problem not in known:
            continue
        changed, after = _applied(desk, path, text, problem)
        # What is read only now, such as the value of a misspelt key, may want its own repair.
        steps = 1
        while steps < _STEPS and (more := _new(known, after)):
            changed, after = _applied(desk, path, changed, more)
            steps += 1
        if _is_better(known, after, problem):
            text, known = changed, after
            count += steps
    return Repair(path, before, text.encode("utf-8"), count)


_STEPS = 20
"""Repairs that one may bring along: those of a list of people under a misspelt key."""


def _applied(desk: Desk, path: str, text: str, problem: Problem) -> tuple[str, tuple[Problem, ...]]:
    fix = problem.fix
    if fix is not None:
        text = text[: fix.start] + fix.new + text[fix.end :]
    return text, problems_in(text.encode("utf-8"), path, desk.settings)


def _new(before: tuple[Problem, ...], after: tuple[Problem, ...]) -> Problem | None:
    """Return a problem that was not told before and can be repaired."""
    told = {(problem.code, problem.message) for problem in before}
    return next(
        (each for each in after if each.fix and (each.code, each.message) not in told), None
    )


def _is_better(before: tuple[Problem, ...], after: tuple[Problem, ...], gone: Problem) -> bool:
    """Whether a problem is gone and no other error has come; a value read now may have warnings."""
    fewer = Counter(problem.code for problem in after if problem.code == gone.code)
    same = Counter(problem.code for problem in before if problem.code == gone.code)
    errors = Counter(problem.code for problem in after if problem.is_error)
    allowed = Counter(problem.code for problem in before if problem.is_error)
    return fewer[gone.code] < same[gone.code] and errors <= allowed


def write_repairs(desk: Desk, wanted: Iterable[Repair]) -> None:
    """Write repairs; raises a `RefusedError` where a file cannot be written or was saved since."""
    with desk.locked():
        for repair in wanted:
            file = inside(desk.root, repair.path)
            remove_stale({file.parent})
            replace_file(file, repair.before, repair.after)
