"""Writes a large journal for measuring: `python benchmarks/generate.py DIR --entries 1000`.

The same number of entries and the same seed give the same bytes. The journal stands next to two
configurations: `mkdocs.yml` with the plugin and `plain.yml`, the same files for plain MkDocs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import posixpath
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import paragraphs
import words

TODAY = dt.date(2026, 11, 20)
YEARS = 5
FOLDERS = {
    "application": "applications",
    "interview": "interviews",
    "conversation": "conversations",
    "offer": "offers",
    "update": "updates",
}

_SHARED = """\
site_name: Benchmark
docs_dir: journal
theme:
  name: material
  font: false
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - tables
  - toc:
      permalink: true
  - pymdownx.betterem
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.superfences
"""
_AFTERWORD = f"""\
plugins:
  - search
  - afterword:
      timezone: America/New_York
      holidays: US
      today: {TODAY}
"""
_PLAIN = "plugins:\n  - search\nnot_in_nav: |\n" + "".join(
    f"  /{folder}/\n" for folder in FOLDERS.values()
)

Value = str | Sequence[Mapping[str, "Value"]] | Mapping[str, "Value"]
Front = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone at a company."""

    name: str
    email: str
    title: str

    def mapping(self, rng: random.Random) -> Front:
        """Return the person as front matter says it."""
        found: Front = {"name": self.name, "email": self.email, "title": self.title}
        if rng.random() < 0.6:
            found["phone"] = f"555-01{rng.randint(0, 99):02d}"
        if rng.random() < 0.7:
            handle = self.name.lower().replace(" ", "-")
            found["linkedin"] = f"https://www.linkedin.com/in/{handle}-example"
        if rng.random() < 0.7:
            found["notes"] = rng.choice(words.NOTES)
        return found


@dataclass(slots=True)
class Story:
    """One opportunity while it is told: who is met there, and with whom one is connected."""

    company: str
    role: str
    recruiter: Person
    staff: list[Person]
    connected: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry before it has a file: `people` are those whom its text is about."""

    kind: str
    date: dt.date
    label: str
    front: Front
    people: Sequence[str]
    company: str = ""
    draft_for: str = ""


class Teller:
    """Tells stories of opportunities, one entry after the other."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self._told: set[tuple[str, str]] = set()

    def entries(self) -> Iterator[Told]:
        """Yield entries without end: opportunities, and conversations that belong to none."""
        while True:
            start = TODAY - dt.timedelta(days=self.rng.randint(0, YEARS * 365))
            if self.rng.random() < 0.15:
                yield self._chat(start)
            yield from self._story(start)

    def _story(self, day: dt.date) -> Iterator[Told]:
        """Yield an opportunity from its first day to its end, or to today where that is sooner."""
        rng, story = self.rng, self._new_story()
        steps = ["lead"] if rng.random() < 0.2 else []
        steps.append("application")
        rounds = rng.choices(range(5), (20, 20, 25, 20, 15))[0]
        if rounds and rng.random() < 0.4:
            steps.append("intro")
        steps += ["interview"] * rounds
        offered = rounds >= 2 and rng.random() < 0.35
        steps.append("offer" if offered else "ending")
        days = [day]
        for step in steps[1:]:
            days.append(days[-1] + dt.timedelta(days=_gap(rng, step)))
        for index, (step, date) in enumerate(zip(steps, days, strict=True)):
            if date > TODAY + dt.timedelta(days=14 if step == "interview" else 0):
                return
            if step == "interview":
                advanced = steps[index + 1] != "ending" and days[index + 1] <= TODAY
                number = index - steps.index("interview")
                yield self._interview(story, date, number, advanced=advanced)
            elif step == "lead":
                yield self._lead(story, date)
            elif step == "application":
                yield self._application(story, date)
            elif step == "intro":
                yield self._intro(story, date)
            elif step == "offer":
                yield from self._offer(story, date)
            else:
                yield self._ending(story, date)

    def _new_story(self) -> Story:
        rng = self.rng
        while True:
            company = f"{rng.choice(words.COMPANY_FIRST)} {rng.choice(words.COMPANY_SECOND)}"
            role = rng.choice(words.ROLES)
            if (company, role) not in self._told:
                break
        self._told.add((company, role))
        host = company.lower().replace(" ", "") + ".example"
        firsts = rng.sample(words.FIRST_NAMES, rng.randint(4, 7))
        names = [f"{first} {rng.choice(words.LAST_NAMES)}" for first in firsts]
        recruiter, *staff = (
            Person(
                name,
                f"{name.lower().replace(' ', '.')}@{host}",
                rng.choice(words.TITLES if index else words.RECRUITER_TITLES),
            )
            for index, name in enumerate(names)
        )
        return Story(company, role, recruiter, staff)

    def _head(self, story: Story, date: dt.date) -> Front:
        return {"date": date.isoformat(), "company": story.company, "role": story.role}

    def _tail(self, story: Story) -> Front:
        rng, host = self.rng, story.recruiter.email.split("@")[1]
        return {
            "url": f"https://{host}/jobs/{rng.randint(100, 9999)}",
            "source": rng.choice(words.SOURCES),
            "tags": "[" + ", ".join(rng.sample(words.TAGS, rng.randint(2, 4))) + "]",
            "x-energy": str(rng.randint(1, 5)),
        }

    def _lead(self, story: Story, date: dt.date) -> Told:
        front = self._head(story, date) | {
            "stage": "lead",
            "apply_by": (date + dt.timedelta(days=12)).isoformat(),
            "contact": [story.recruiter.mapping(self.rng)],
            "people": [person.mapping(self.rng) for person in story.staff[:2]],
            **self._tail(story),
            "checklist": [
                self._settled({"apply": story.company}, date, 6),
                *self._own_tasks(date, 3),
            ],
        }
        return Told("application", date, "lead", front, [story.recruiter.name], story.company)

    def _application(self, story: Story, date: dt.date) -> Told:
        rng, low = self.rng, self.rng.randint(90, 170)
        front = self._head(story, date) | {
            "contact": [story.recruiter.mapping(rng)],
            "people": [person.mapping(rng) for person in story.staff[:2]],
            "resume": f"resume-{date:%Y-%m}-{rng.choice(words.TAGS)}.pdf",
            "pay": f"{low},000-{low + 20},000 USD plus {rng.randint(4, 12)}% bonus",
            **self._tail(story),
            "checklist": [
                self._settled(
                    {"follow_up": story.recruiter.name, "due": "+5 business days"}, date, 8
                ),
                *self._own_tasks(date, 4),
            ],
        }
        return Told(
            "application", date, "application", front, [story.recruiter.name], story.company
        )

    def _intro(self, story: Story, date: dt.date) -> Told:
        person = story.recruiter
        front = self._head(story, date) | {
            "time": "16:00",
            "contact": [person.mapping(self.rng)],
            **self._tail(story),
            "checklist": [
                self._settled({"thank": person.name, "via": "e-mail"}, date, 1),
                *self._connect(story, person, date),
                *self._own_tasks(date, 4),
            ],
        }
        return Told("conversation", date, "intro", front, [person.name], story.company)

    def _interview(self, story: Story, date: dt.date, number: int, *, advanced: bool) -> Told:
        rng = self.rng
        met = rng.sample(story.staff, rng.choices((1, 2, 3), (4, 4, 1))[0])
        name = words.ROUNDS[min(number, len(words.ROUNDS) - 1)]
        front = self._head(story, date) | {
            "time": f"{rng.randint(9, 16):02d}:{rng.choice(('00', '15', '30'))}",
            "round": name,
            "format": rng.choice(words.FORMATS),
            "duration": f"{rng.choice((30, 45, 60, 90))} minutes",
            "interviewers": [person.mapping(rng) for person in met],
        }
        if number == 0 and rng.random() < 0.5:
            front["stage"] = "screening"
        follow_up: Front = {"follow_up": story.recruiter.name, "due": "+5 business days"}
        if rng.random() < 0.6:
            front["hear_back_by"] = (date + dt.timedelta(days=rng.randint(6, 10))).isoformat()
            follow_up["due"] = "hear_back_by + 2 business days, else +1 week"
        if advanced:
            front["outcome"] = "advanced"
        front["contact"] = f"{story.recruiter.name} <{story.recruiter.email}>"
        front |= self._tail(story)
        checklist: list[Front] = []
        for person in met:
            checklist.append(self._thank(person, date))
            checklist += self._connect(story, person, date)
        checklist.append(self._settled(follow_up, date, 10))
        front["checklist"] = [*checklist, *self._own_tasks(date, 1)]
        draft_for = met[0].name if rng.random() < 0.3 else ""
        names = [person.name for person in met]
        label = name.lower().replace(" ", "-")
        return Told("interview", date, label, front, names, story.company, draft_for)

    def _offer(self, story: Story, date: dt.date) -> Iterator[Told]:
        """Yield an offer; of a few that are accepted also the end of the job, years later."""
        rng = self.rng
        job_ends = date + dt.timedelta(days=rng.randint(200, 500))
        accepted = job_ends <= TODAY and rng.random() < 0.1
        deadline = date + dt.timedelta(days=7)
        front = self._head(story, date) | {
            "contact": [story.recruiter.mapping(rng)],
            "people": [story.staff[0].mapping(rng)],
            "deadline": deadline.isoformat(),
            "terms": {
                "base": str(rng.randint(100, 190) * 1000),
                "currency": "USD",
                "bonus": f"{rng.randint(5, 15)}%",
                "equity": f"{rng.randint(1, 9)}000 options over four years",
                "start": (date + dt.timedelta(days=40)).isoformat(),
                "vacation": f"{rng.randint(20, 30)} days",
            },
            **self._tail(story),
        }
        if deadline <= TODAY:
            front["outcome"] = "accepted" if accepted else "declined"
        front["checklist"] = [
            self._settled({"decide": story.company}, date, 6),
            *self._own_tasks(date, 4),
        ]
        yield Told("offer", date, "offer", front, [story.recruiter.name], story.company)
        if accepted:
            yield self._ending(story, job_ends, "closed")

    def _ending(self, story: Story, date: dt.date, outcome: str = "") -> Told:
        rng = self.rng
        outcome = (
            outcome or rng.choices(("rejected", "ghosted", "withdrawn", "closed"), (5, 3, 1, 1))[0]
        )
        front = self._head(story, date) | {
            "outcome": outcome,
            "contact": [story.recruiter.mapping(rng)],
            "people": [person.mapping(rng) for person in story.staff[:2]],
            **self._tail(story),
            "checklist": self._own_tasks(date, 4),
        }
        return Told("update", date, outcome, front, [story.recruiter.name], story.company)

    def _chat(self, date: dt.date) -> Told:
        """Return a conversation about no opportunity, with someone of a firm of their own."""
        story = self._new_story()
        person = story.staff[0]
        front: Front = {
            "date": date.isoformat(),
            "title": f"Coffee with {person.name}",
            "people": [person.mapping(self.rng) | {"company": story.company}],
            **self._tail(story),
            "checklist": [
                self._settled({"thank": person.name}, date, 1),
                *self._connect(story, person, date),
                *self._own_tasks(date, 4),
            ],
        }
        return Told("conversation", date, f"{_slug(person.name)}-coffee", front, [person.name])

    def _thank(self, person: Person, date: dt.date) -> Front:
        rng = self.rng
        item: Front = {"thank": person.name}
        if date < TODAY:
            item |= {"drafted": date.isoformat(), "proofread_by": rng.choice(words.READERS)}
        return self._settled(item | {"via": "e-mail"}, date, rng.randint(1, 2))

    def _connect(self, story: Story, person: Person, date: dt.date) -> list[Front]:
        """Return the invitation to connect, which is written down at the first meeting only."""
        if person.name in story.connected or self.rng.random() < 0.2:
            return []
        story.connected.add(person.name)
        item = self._settled({"connect": person.name}, date, 3)
        accepted = date + dt.timedelta(days=6)
        if "done" in item and accepted <= TODAY and self.rng.random() < 0.7:
            item["accepted"] = accepted.isoformat()
        return [item]

    def _own_tasks(self, date: dt.date, number: int) -> list[Front]:
        found: list[Front] = []
        for wording in self.rng.sample(words.TASKS, number):
            item: Front = {"task": wording, "due": f"+{self.rng.randint(1, 4)} business days"}
            if self.rng.random() < 0.4:
                item["note"] = f"came up when we spoke of {self.rng.choice(words.TOPICS)}"
            found.append(self._settled(item, date, 3))
        return found

    def _settled(self, item: Mapping[str, Value], date: dt.date, days: int) -> Front:
        """Return a task done so many days after the entry; a few are skipped.

        A few that lapse by themselves are left open.
        """
        day, chance = date + dt.timedelta(days=days), self.rng.random()
        if day > TODAY or (chance < 0.03 and "task" not in item):
            return dict(item)
        if chance < 0.09:
            return {**item, "skipped": "not wanted after all"}
        return {**item, "done": day.isoformat()}


def _gap(rng: random.Random, step: str) -> int:
    """Return the days that pass before a step of a story."""
    return rng.randint(15, 40) if step == "ending" else rng.randint(4, 14)


def _slug(text: str) -> str:
    return text.lower().replace(" ", "-")


def front_matter(front: Mapping[str, Value]) -> str:
    """Return front matter as a person writes it; texts are plain YAML scalars already."""
    return "\n".join(["---", *_lines(front), "---", ""])


def _lines(value: Mapping[str, Value]) -> Iterator[str]:
    for key, each in value.items():
        if isinstance(each, str):
            yield f"{key}: {each}"
        elif isinstance(each, Mapping):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(each))
        else:
            yield f"{key}:"
            for item in each:
                first, *rest = _lines(item)
                yield f"  - {first}"
                yield from (f"    {line}" for line in rest)


def journal_files(entries: int, seed: int = 1) -> dict[str, str]:
    """Return the text of so many entries by their path in the journal."""
    teller = Teller(seed)
    files: dict[str, str] = {}
    stems: dict[str, int] = {}
    paths: list[str] = []
    for told in teller.entries():
        if len(files) == entries:
            break
        stem = "-".join(filter(None, (str(told.date), _slug(told.company), told.label)))
        stems[stem] = stems.get(stem, 0) + 1
        if stems[stem] > 1:
            stem = f"{stem}-{stems[stem]}"
        path = f"{FOLDERS[told.kind]}/{told.date.year}/{stem}.md"
        body = paragraphs.body(
            teller.rng, told.people, told.company, _link(teller.rng, path, paths[-40:])
        )
        if told.draft_for:
            body += paragraphs.thank_you(teller.rng, told.draft_for)
        files[path] = front_matter(told.front) + body
        paths.append(path)
    return files


def _link(rng: random.Random, path: str, earlier: Sequence[str]) -> str:
    if not earlier or rng.random() > 0.35:
        return ""
    target = posixpath.relpath(rng.choice(earlier), posixpath.dirname(path))
    return f"Compare with [what I wrote then]({target}) before the next step."


def write_journal(folder: Path, entries: int, seed: int = 1) -> None:
    """Write the journal and both configurations into `folder`, which must not hold a journal."""
    if (folder / "journal").exists():
        raise FileExistsError(folder / "journal")
    for path, text in journal_files(entries, seed).items():
        target = folder / "journal" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    for name, plugins in (("mkdocs.yml", _AFTERWORD), ("plain.yml", _PLAIN)):
        (folder / name).write_text(_SHARED + plugins, encoding="utf-8", newline="\n")


def main() -> None:
    """Write the journal that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a large journal for measuring.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    write_journal(chosen.folder, chosen.entries, chosen.seed)


if __name__ == "__main__":
    main()
