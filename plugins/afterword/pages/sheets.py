"""What every page of the site is put together from, whichever engine turns Markdown into HTML."""

from __future__ import annotations

from afterword.model.entry import Broken, Entry
from afterword.model.opportunity import OpportunityPage
from afterword.model.person import PersonPage
from afterword.pages.render import Renderer, in_search
from afterword.pages.sheet import Drawn, Sheet, Url, headings
from afterword.pages.view import View
from afterword.views.records import heading


def view_sheet(renderer: Renderer, view: View) -> Sheet:
    """Return the page of a view: drawn whole, from no file of the user's."""

    def draw(url: Url, _: str) -> Drawn:
        drawn = renderer.draw(view, url)
        said = renderer.view_for_search(view) if view.in_search else ""
        return Drawn(renderer.banner() + drawn, headings(drawn, most=1), said)

    return Sheet(view.title, "", view.in_search, draw, hides_contents=True)


def entry_sheet(renderer: Renderer, entry: Entry) -> Sheet:
    """Return an entry's page: heading, facts and checklist above its text, neighbours below."""

    def draw(url: Url, text: str) -> Drawn:
        head = renderer.entry_head(entry, url, has_body=bool(text.strip()))
        foot = renderer.entry_foot(entry, url)
        # Nobody's text is in a shared copy.
        shared = renderer.snapshot.journal.shared
        prose = "" if shared else f'<div class="aw-prose">\n{text}\n</div>\n'
        content = f"{renderer.banner()}{head}{prose}{foot}"
        return Drawn(content, headings(head), renderer.entry_for_search(entry) + text)

    tags = () if "tags" in entry.private_fields else entry.tags
    return Sheet(heading(entry), entry.body, in_search(entry), draw, tags=tuple(tags))


def refused_sheet(renderer: Renderer, path: str, body: str, broken: Broken | None = None) -> Sheet:
    """Return the page of a file that cannot be read: its problems, and its text below.

    `broken` is the entry where it is one. What such a file marks as private cannot be told.
    """

    def draw(url: Url, text: str) -> Drawn:
        head = renderer.broken_head(broken, url) if broken else renderer.refused_head(path, url)
        return Drawn(renderer.banner() + head + text, headings(head))

    return Sheet(path.rsplit("/", 1)[-1], body, in_search=False, draw=draw)


def about_sheet(renderer: Renderer, about: OpportunityPage | PersonPage) -> Sheet:
    """Return a page of lasting facts about an opportunity or a person, with the user's prose."""
    if isinstance(about, OpportunityPage):
        view = renderer.opportunity_page(about)
        title = about.role or about.slug
    else:
        view = renderer.person_page(about)
        title = about.name or about.slug

    def draw(url: Url, text: str) -> Drawn:
        if view:
            # The prose stands within the view, whose headings come first all the same.
            found = headings(renderer.draw(view, url))
            whole = renderer.banner() + renderer.draw(view, url, text)
            return Drawn(whole, found, renderer.view_for_search(view) + text)
        if isinstance(about, PersonPage):
            head = renderer.stranger_head(about, url)
            whole = renderer.banner() + head + text
            return Drawn(whole, headings(head), whole)
        head = renderer.refused_head(about.path, url)
        return Drawn(renderer.banner() + head + text, headings(head))

    shown = view.in_search if view else not about.private
    return Sheet(view.title if view else title, about.body, shown, draw)
