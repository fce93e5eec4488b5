"""Draws every page of the site from a snapshot; the plugin and other generators share it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from afterword.model.entry import Broken, Entry, Mention, Outcome
from afterword.model.opportunity import OpportunityPage
from afterword.model.person import PersonPage
from afterword.model.privacy import NAMING
from afterword.model.problem import Problem
from afterword.model.query import VIEWS, Query
from afterword.model.rules import FEWEST_FOR_RATES
from afterword.model.task import Task
from afterword.pages import addresses, charts, words
from afterword.pages.bytecode import bytecode_cache
from afterword.pages.facts import (
    entry_facts,
    opportunity_facts,
    page_facts,
    person_facts,
    words_of,
)
from afterword.pages.long import (
    offer_views,
    people_views,
    pipeline_views,
    problem_views,
    task_views,
    year_views,
)
from afterword.pages.quick import QuickTemplate
from afterword.pages.quotes import quoted
from afterword.pages.sheet import Url
from afterword.pages.view import View
from afterword.pages.weeks import week_views
from afterword.playbook.snapshot import Snapshot
from afterword.prose.kept import Keeper
from afterword.prose.proof import Proof
from afterword.prose.proof import proofs as proofs_of
from afterword.views.agenda import Agenda, agenda
from afterword.views.momentum import NEW, Momentum, momentum
from afterword.views.people import PersonRow, people, to_be_in_touch
from afterword.views.pipeline import pipeline
from afterword.views.query import answer
from afterword.views.records import (
    archive,
    event_name,
    heading,
    moved_to,
    neighbours,
    record,
    untold_outcome,
)

HERE = Path(__file__).parent

MOST_TO_WRITE = 5
"""People whom Today names to be in touch with; the page People has them all."""
_IN_HEADINGS = frozenset({"company", "role", "title", "round", "opportunity"})


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        # Every value is escaped: names are text wherever they stand.
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Templates are part of the program and do not change under it.
        auto_reload=False,
        bytecode_cache=bytecode_cache(),
    )
    environment.template_class = QuickTemplate
    environment.filters |= {
        "anchor": words.anchor,
        "away": words.away,
        "bare_address": words.bare_address,
        "codes": words.codes,
        "count": words.count,
        "day": words.day,
        "event_name": event_name,
        "humanize": words.humanize,
        "link": words.link,
        "long_day": words.long_day,
        "mail": words.mail,
        "mailto": words.mailto,
        "quoted": quoted,
        "sentence": words.sentence,
        "short_day": words.short_day,
        "standing_of": words.standing_of,
        "usual_length": words.usual_length,
        "untold_outcome": untold_outcome,
    }
    environment.filters |= charts.FILTERS
    environment.tests |= {"own_mapping": words.is_mapping, "own_list": words.is_list}
    environment.globals |= {
        "addresses": addresses,
        "fewest_for_rates": FEWEST_FOR_RATES,
        "fewest_to_draw": charts.FEWEST,
        "opportunity_path": addresses.opportunity_path,
        "person_path": addresses.person_path,
        "year_path": addresses.year_path,
        "week_path": addresses.week_path,
    }
    return environment


def in_search(entry: Entry) -> bool:
    """Whether an entry's page belongs in the search index: nothing its heading says is private."""
    return not entry.private and not entry.private_fields & _IN_HEADINGS


class _Refused(dict[str, Proof]):
    """Proofs that are not to be waited for."""

    def get(self, key: str, default: Any = None) -> Any:
        raise LookupError(key)

    def __contains__(self, key: object) -> bool:
        raise LookupError(key)


class Renderer:
    """Draws the pages of one snapshot; `keeper` keeps what was found in drafts before."""

    def __init__(self, snapshot: Snapshot, keeper: Keeper | None = None) -> None:
        self.snapshot = snapshot
        self._keeper = keeper

    @cached_property
    def _agenda(self) -> Agenda:
        return agenda(self.snapshot)

    @cached_property
    def people(self) -> tuple[PersonRow, ...]:
        """Everyone whom the journal names."""
        return people(self.snapshot)

    @cached_property
    def proofs(self) -> Mapping[str, Proof]:
        """What was found in the drafts that are not sent, by the ids of their thank-yous."""
        return {} if self.snapshot.journal.shared else proofs_of(self.snapshot, self._keeper)

    def refuse_proofs(self) -> None:
        """Have whatever shows a proof fail, unless there are any already: it is drawn elsewhere."""
        self.__dict__.setdefault("proofs", _Refused())

    @cached_property
    def _momentum(self) -> Momentum:
        return momentum(self.snapshot)

    def views(self) -> Iterator[View]:
        """Yield every page that stands for no file, in the order of the navigation."""
        common = {
            "snapshot": self.snapshot,
            "momentum": self._momentum,
            "agenda": self._agenda,
            "late": to_be_in_touch(self.people)[:MOST_TO_WRITE],
        }
        years, broken = archive(self.snapshot)
        yield from task_views(self._agenda, common | {"outcomes": list(Outcome)})
        yield from pipeline_views(pipeline(self.snapshot), common)
        yield from offer_views(self.snapshot)
        yield from people_views(self.people)
        yield View(addresses.MOMENTUM, "Momentum", "momentum.html", common | {"kinds": NEW})
        yield from week_views(self.snapshot)
        yield View(addresses.ARCHIVE, "Archive", "archive.html", {"years": years, "broken": broken})
        yield from year_views(years)
        if not self.snapshot.journal.shared:  # Problems quote the files.
            yield from problem_views(self.snapshot)
        for opportunity in self.snapshot.journal.opportunities.values():
            if opportunity.page is None:
                yield self.opportunity_view(opportunity.id)
        for row in self.people:
            if row.has_page and row.person.page is None:
                yield self._person_view(row)

    def opportunity_view(self, identity: str) -> View:
        """Return an opportunity's page; `prose` of its own file is added when it is drawn."""
        opportunity = self.snapshot.journal.opportunities[identity]
        found = record(opportunity, self.snapshot)
        path = opportunity.page.path if opportunity.page else addresses.opportunity_path(identity)
        return View(
            path,
            opportunity.label,
            "opportunity.html",
            {
                "record": found,
                "facts": list(opportunity_facts(opportunity.page, opportunity.entries)),
                "problems": self.snapshot.problems_of.get(path, ()),
                "prose": "",
            },
            in_search=any(map(in_search, opportunity.entries))
            and not (opportunity.page and opportunity.page.private),
        )

    def address(self, task: Task) -> str:
        """Return the e-mail address of whom a task is for, the latest one known, or ""."""
        emails = self.snapshot.journal.people.by_id[task.person].emails
        return emails[-1] if emails else ""

    def person_of(self, entry: Entry, mention: Mention) -> str:
        """Return the source path of the page of whom an entry names."""
        return addresses.person_path(self.snapshot.journal.people.of(entry, mention))

    def _person_view(self, row: PersonRow) -> View:
        public = [
            self.snapshot.journal.by_id[meeting.entry.id]
            for meeting in row.meetings
            if in_search(meeting.entry) and not meeting.entry.private_fields & NAMING
        ]
        return View(
            addresses.person_path(row.person),
            row.person.name,
            "person.html",
            {
                "row": row,
                "facts": list(person_facts(row.person, private=len(public) < len(row.meetings))),
                "limit": self.snapshot.settings.linkedin_note,
                "problems": self.snapshot.problems_of.get(addresses.person_path(row.person), ()),
                "prose": "",
            },
            in_search=bool(public) and not (row.person.page and row.person.page.private),
        )

    def banner(self) -> str:
        """Return what stands at the top of every page of a shared copy; else nothing."""
        if not self.snapshot.journal.shared:
            return ""
        return self._template("banner.html", {}, lambda _: "")

    def draw(self, view: View, url: Url, prose: str = "") -> str:
        """Return a view as HTML; `prose` is HTML that the user's own file adds."""
        values = dict(view.values)
        if prose:
            values["prose"] = Markup(prose)  # noqa: S704  MkDocs rendered it from the user's file.
        return self._template(view.template, values, url)

    def entry_head(self, entry: Entry, url: Url, *, has_body: bool) -> str:
        """Return what stands above an entry's text: heading, facts, checklist, problems."""
        tasks = self.snapshot.tasks_of_entry.get(entry.id, ())
        values = {
            "entry": entry,
            "heading": heading(entry),
            "opportunity": self.snapshot.journal.opportunity(entry),
            "problems": self.snapshot.problems_of.get(entry.path, ()),
            "facts": list(entry_facts(entry)),
            "moved": moved_to(entry, self.snapshot.journal.opportunity(entry)),
            "person_of": lambda mention: self.person_of(entry, mention),
            "notes": [
                (self.proofs[task.id], self.address(task))
                for task in tasks
                if task.draft and task.id in self.proofs
            ],
            "tasks": tasks,
            "open": [task for task in tasks if task.is_open],
            "settled": [task for task in tasks if not task.is_open],
            "has_body": has_body,
        }
        return self._template("entry.html", values, url)

    def block(self, query: Query | None, problems: Iterable[Problem], url: Url) -> str:
        """Return what a block in a page shows: the rows it asks for, or why it cannot be read."""
        found = answer(query, self.snapshot) if query else None
        values = {"found": found, "problems": list(problems), "nothing": ""}
        if query:
            values["nothing"] = VIEWS[query.view].nothing
        return self._template("block.html", values, url)

    def entry_for_search(self, entry: Entry) -> str:
        """Return what the search index holds of an entry above its text; nothing private.

        Tasks are not in it: they change with the day, and tell of other entries.
        """
        words = [entry.company, entry.role, *words_of(entry_facts(entry))]
        return self._for_search("aw-entry", heading(entry), words)

    def view_for_search(self, view: View) -> str:
        """Return what the search index holds of the page of an opportunity or a person."""
        kind = "aw-person" if "row" in view.values else "aw-opportunity"
        return self._for_search(kind, view.title, words_of(view.values["facts"]))

    def _for_search(self, identity: str, title: str, words: Iterable[str]) -> str:
        said = escape(", ".join(filter(None, words)))
        return f'<h1 id="{identity}">{escape(title)}</h1>\n<p>{said}</p>\n'

    def entry_foot(self, entry: Entry, url: Url) -> str:
        """Return what stands below an entry's text: the way to its neighbours, and the day."""
        before, after = neighbours(entry, self.snapshot.journal.opportunity(entry))
        return self._template("entry_foot.html", {"before": before, "after": after}, url)

    def broken_head(self, broken: Broken, url: Url) -> str:
        """Return what stands above the text of an entry that cannot be read."""
        hint = "It is in no list until this is put right. Its text stands below, as it is."
        return self._refused(broken.path, "This entry cannot be read", hint, url)

    def refused_head(self, path: str, url: Url) -> str:
        """Return what stands above the text of an ordinary page whose front matter is refused."""
        hint = "Its front matter is left out until this is put right. Its text stands below."
        return self._refused(path, "This page's front matter cannot be read", hint, url)

    def _refused(self, path: str, title: str, hint: str, url: Url) -> str:
        values = {
            "name": path.rsplit("/", 1)[-1],
            "title": title,
            "hint": hint,
            "problems": self.snapshot.problems_of.get(path, ()),
        }
        return self._template("broken.html", values, url)

    def opportunity_page(self, page: OpportunityPage) -> View | None:
        """Return the view of the opportunity that a page is about, `None` where there is none."""
        for opportunity in self.snapshot.journal.opportunities.values():
            if opportunity.page is page or opportunity.page == page:
                return self.opportunity_view(opportunity.id)
        return None

    def person_page(self, page: PersonPage) -> View | None:
        """Return the view of the person that a page is about, `None` where nobody was met."""
        for row in self.people:
            if row.person.page is page or row.person.page == page:
                return self._person_view(row)
        return None

    def stranger_head(self, page: PersonPage, url: Url) -> str:
        """Return what stands above the prose of a page about someone whom no entry names."""
        values = {
            "name": page.name or page.slug,
            "facts": list(page_facts(page)),
            "problems": self.snapshot.problems_of.get(page.path, ()),
        }
        return self._template("stranger.html", values, url)

    def _template(self, name: str, values: Mapping[str, Any], url: Url) -> str:
        template = _environment().get_template(name)
        return template.render(
            today=self.snapshot.today,
            url=url,
            proof_of=self._proof_of,
            shared=self.snapshot.journal.shared,
            **values,
        )

    def _proof_of(self, task: Task) -> Proof | None:
        """Return the proof of a thank-you's draft, where there is one that is not sent.

        Asked for as late as can be: the dictionary is being loaded meanwhile.
        """
        return self.proofs.get(task.id) if task.draft else None
