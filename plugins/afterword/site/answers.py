"""What the served site answers its pages: how tasks stand, ticks, new entries, what is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any

from afterword.exchange.data import FORMAT, problem_data, task_data
from afterword.model.change import Change
from afterword.model.entry import Kind
from afterword.model.task import State
from afterword.pen.desk import Desk
from afterword.pen.form import NAMES, FieldError, check_characters, fields_of, one_line
from afterword.pen.new import NotUnderstoodError, new_entry
from afterword.pen.tick import NoSuchTaskError, StaleError, Ticked, tick, undo
from afterword.site.guard import RefusedRequestError
from afterword.source.dates import read_date
from afterword.source.write import LOCK_SECONDS, BusyError, ChangedMeanwhileError, RefusedError
from afterword.views.known import known

Asked = Mapping[str, Any]
Answer = tuple[int, dict[str, Any]]

CHANGES = ("done", "skip", "snooze", "drafted", "proofread", "undo")
_TICK_KEYS = ("task", "change", "on", "reason", "until", "by", "seen")
_NEW_KEYS = ("kind", "date", "people", "text", *NAMES)
_RELOAD = "reload the page"


class Answers:
    """Answers in the journal's name; whatever is refused is a `RefusedRequestError`.

    `desk` gives the journal with the settings and the day of this moment, `builds` the number of
    finished builds, `url` the address of a source path's page below the site's own.
    """

    def __init__(
        self, desk: Callable[[], Desk], builds: Callable[[], int], url: Callable[[str], str]
    ) -> None:
        self._desk, self._builds, self._url = desk, builds, url
        # Threads of this server wait here, which is quicker than at the lock between processes.
        self._one_writes = Lock()

    def state(self) -> Answer:
        """Return how every task stands in the files as they are now."""
        desk = self._desk()
        snapshot = desk.look()[1]
        tasks = {
            task.id: {"state": task.state.value, "written": not task.implied}
            for task in snapshot.tasks
        }
        today = snapshot.today.isoformat()
        return 200, {"format": FORMAT, "today": today, "build": self._builds(), "tasks": tasks}

    def known(self) -> Answer:
        """Return what a form for a new entry suggests."""
        desk = self._desk()
        found = known(desk.look()[0].journal)
        return 200, {
            "companies": [
                {"name": each.name, "roles": list(each.roles)} for each in found.companies
            ],
            "people": list(found.people),
            "kinds": [kind.value for kind in Kind],
            "today": desk.today.isoformat(),
        }

    def tick(self, asked: Asked) -> Answer:
        """Make one change in one task, and return the task as it stands then."""
        _check_keys(asked, _TICK_KEYS)
        identity, seen = _text(asked, "task"), _seen(asked)
        desk = self._desk()
        with self._writing(desk, identity):
            ticked = _carry_out(desk, identity, seen, asked)
            _, task = desk.find(identity, ticked.task.path)
        return 200, {
            "task": task_data(task) if task else None,
            "written": ticked.written,
            "line": ticked.line,
            "path": ticked.task.path,
            "said": ticked.said,
            "remarks": list(ticked.remarks()),
        }

    def new(self, asked: Asked) -> Answer:
        """Write a new entry, and return where it is and what is to be done for it."""
        _check_keys(asked, _NEW_KEYS)
        kind = _kind(asked)
        desk = self._desk()
        with self._writing(desk):
            given = {name: _text(asked, name) for name in NAMES if name in asked}
            said = fields_of(kind, given, _people(asked), desk.look()[1])
            day = _day(asked, "date", desk.today)
            text = _text(asked, "text")
            check_characters("text", text.replace("\r\n", "\n"))
            said = {"date": day.isoformat(), **said}
            created = new_entry(desk, kind, said, text=text if text.strip() else None)
        path = created.entry.path
        tasks = [
            {"id": task.id, "label": task.label, "due": task.due.isoformat() if task.due else None}
            for task in created.tasks
            if task.is_open
        ]
        problems = [problem_data(problem) for problem in created.problems]
        return 201, {"path": path, "url": self._url(path), "tasks": tasks, "problems": problems}

    @contextmanager
    def _writing(self, desk: Desk, identity: str = "") -> Iterator[None]:
        """Let one write at a time; whatever the journal refuses is refused with its own words."""
        if not self._one_writes.acquire(timeout=LOCK_SECONDS):
            raise RefusedRequestError(503, "Other writes are still going on; try again.")
        try:
            yield
        except StaleError as error:
            said = f"{error.task.label}: it is {error.task.state} by now; {_RELOAD}"
            raise RefusedRequestError(409, said) from None
        except NoSuchTaskError:
            raise _gone(desk, identity) from None
        except ChangedMeanwhileError as error:
            raise RefusedRequestError(409, f"{error} Then {_RELOAD}") from None
        except BusyError as error:
            raise RefusedRequestError(503, str(error)) from None
        except (FieldError, NotUnderstoodError) as error:
            raise RefusedRequestError(422, str(error), error.field) from None
        except RefusedError as error:
            raise RefusedRequestError(422, str(error)) from None
        finally:
            self._one_writes.release()


def _carry_out(desk: Desk, identity: str, seen: State, asked: Asked) -> Ticked:
    word = asked.get("change")
    if word == "undo":
        return undo(desk, identity, seen=seen)
    # Another day or reason is set only in the place of one that the page shows.
    over = (word == "skip") or ("on" in asked and seen is State.DONE)
    change = _change(desk, word, asked)
    check_characters("", change.value or "")
    return tick(desk, [(identity, change)], over=over, seen=seen)[0]


def _change(desk: Desk, word: object, asked: Asked) -> Change:
    """Return what is to be written for a word of `CHANGES`; raises a `FieldError`."""
    if word in ("done", "drafted"):
        return Change(str(word), _day(asked, "on", desk.today).isoformat())
    if word == "skip":
        reason = one_line(_text(asked, "reason"))
        if not reason or reason.lower() in ("no", "false"):
            raise FieldError("reason", "a reason is wanted, such as `not wanted`.")
        return Change("skipped", reason)
    if word == "snooze":
        until = _day(asked, "until", None)
        reason = one_line(_text(asked, "reason"))
        return Change("snoozed", f"{until.isoformat()} {reason}".strip())
    if word == "proofread":
        name = one_line(_text(asked, "by"))
        if not name:
            raise FieldError("by", "a name is wanted, or `nobody`.")
        return Change("proofread_by", name)
    raise RefusedRequestError(400, f"`change` is one of {', '.join(CHANGES)}.")


def _gone(desk: Desk, identity: str) -> RefusedRequestError:
    """Return why there is no such task: its entry cannot be read, or it is there no more."""
    entry = identity.split("/", 1)[0]
    loaded, snapshot = desk.look()
    broken = next((each for each in loaded.journal.broken if each.id == entry), None)
    if broken is None:
        return RefusedRequestError(409, f"There is no such task any more; {_RELOAD}")
    problem = next(iter(snapshot.problems_of.get(broken.path, ())), None)
    why = f" ({problem.line}:{problem.column}: {problem.message})" if problem else ""
    said = f"{broken.path} cannot be read, so that nothing is written to it; put it right first"
    return RefusedRequestError(422, f"{said}{why}")


def _check_keys(asked: Asked, keys: tuple[str, ...]) -> None:
    for key in asked:
        if key not in keys:
            raise RefusedRequestError(400, f"An unknown key; there are {', '.join(keys)}.")


def _text(asked: Asked, name: str) -> str:
    """Return a text, "" where none is given."""
    found = asked.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise RefusedRequestError(400, f"`{name}` is a text.", name)
    return found


def _day(asked: Asked, name: str, default: dt.date | None) -> dt.date:
    text = _text(asked, name).strip()
    if not text and default:
        return default
    day, wrong = read_date(text)
    if day is None:
        raise FieldError(name, f"`{name}`: {wrong}" if text else "a day is wanted.")
    return day


def _seen(asked: Asked) -> State:
    try:
        return State(_text(asked, "seen"))
    except ValueError:
        said = f"`seen` is one of {', '.join(state.value for state in State)}."
        raise RefusedRequestError(400, said) from None


def _kind(asked: Asked) -> Kind:
    try:
        return Kind(_text(asked, "kind"))
    except ValueError:
        said = f"which kind? One of {', '.join(kind.value for kind in Kind)}."
        raise RefusedRequestError(422, said, "kind") from None


def _people(asked: Asked) -> list[str]:
    found = asked.get("people") or []
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise RefusedRequestError(400, "`people` is a list of texts.", "people")
    return found
