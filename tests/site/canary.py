"""A journal in which everything that can hold a text holds a word of its own, and who finds it."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

from afterword.model.entry import Kind
from afterword.model.settings import FOLDERS
from afterword.model.task import VERBS
from afterword.source.checklist import DETAILS
from afterword.source.entry import OPPORTUNITY_KEYS, PERSON_PAGE_KEYS
from afterword.source.people import PERSON_KEYS
from afterword.source.schema import FIELDS
from afterword.source.settings import SETTINGS

KIND_FOLDER = {kind: folder for folder, kind in FOLDERS.items()}
DAY = {kind: f"2026-11-{11 + at}" for at, kind in enumerate(Kind)}


def word(*parts: str) -> str:
    """Return a canary word: plain letters, so that no escaping and no slug can change it."""
    letters = "".join(char for char in "".join(parts).lower() if char.isalpha())
    return f"zq{letters}qz"


def text(*parts: str) -> str:
    """Return a text around a canary word with what HTML, addresses and JSON have to escape."""
    return f"Zé {word(*parts).capitalize()} & Söhne"


def number(seed: int) -> str:
    """Return a telephone number that nothing else on a site is."""
    return f"+1 415 8675{seed:03}"


class Person:
    """Someone with a canary in every key that a person can have."""

    def __init__(self, place: str, seed: int) -> None:
        name = f"{word(place, 'first').capitalize()} {word(place, 'last').capitalize()}"
        self.values = {
            "name": name,
            "email": f"{word(place, 'email')}@acme.example",
            "title": text(place, "title"),
            "phone": number(seed),
            "linkedin": f"https://www.linkedin.com/in/{word(place, 'linkedin')}",
            "company": text(place, "company"),
            "notes": text(place, "notes"),
        }
        self.line = "{" + ", ".join(f"{key}: '{self.values[key]}'" for key in PERSON_KEYS) + "}"
        self.canaries = [
            *name.lower().split(),
            *(word(place, key) for key in PERSON_KEYS if key not in ("name", "phone")),
            self.values["phone"][3:],
        ]


class Values:
    """The front matter of one entry with every field of its kind.

    A field without a decision raises `KeyError`: add it to `left_out`, or to `kept` with a test.
    `left_out` and `kept` are field and words; kept ones are looked for as they stand.
    """

    def __init__(self, kind: Kind, seed: int) -> None:
        self.kind = kind
        self.left_out: dict[str, list[str]] = {}
        self.kept: dict[str, list[str]] = {}
        self.people = {
            name: Person(f"{kind}{name}", seed + at)
            for at, name in enumerate(("interviewers", "people", "contact"))
        }
        self.lines = [
            self._line(each.name) for each in FIELDS if not each.kinds or kind in each.kinds
        ]

    def _line(self, name: str) -> str:
        kind = self.kind
        someone = self.people["contact"].values
        told = f"Kept{kind}{name}"
        free = {
            "round": f"{told} with {someone['name']}",
            "format": f"{told}, {someone['phone']}, https://call.example/{word(kind, name)}",
            "duration": f"{told} of {someone['name'].split()[0]}",
            "role": f"{told} for {someone['name']}",
            "company": f"{told} ({someone['email']})",
        }
        days = {"hear_back_by": 1, "resumes": 2, "apply_by": 3, "deadline": 4}
        if name in free:
            self.kept[name] = [told]
            if name == "format":
                self.left_out[name] = [word(kind, name)]
            return f"{name}: '{free[name]}'"
        if name in days:
            day = f"2027-0{days[name]}-1{list(Kind).index(kind)}"
            self.kept[name] = [day]
            return f"{name}: {day}"
        if name in self.people:
            self.left_out[name] = self.people[name].canaries
            return f"{name}: [{self.people[name].line}]"
        if name == "checklist":
            lines, self.left_out[name] = _checklist(kind, self.people)
            return "checklist:\n" + lines
        plain = {
            "date": (DAY[kind], DAY[kind]),
            "time": ("03:17", "03:17"),
            "kind": (kind.value, f'"kind":"{kind}"'),
            "outcome": ("on-hold", '"outcome":"on-hold"'),
            "stage": ("screening", '"stage":"screening"'),
            "private": ("false", ""),
        }
        if name in plain:
            self.kept[name] = [plain[name][1]]
            return f"{name}: {plain[name][0]}"
        self.left_out[name] = [word(kind, name)]
        told = {
            "title": f"'{text(kind, name)}'",
            "opportunity": word(kind, name),
            "agency": f"'{text(kind, name)}'",
            "url": f"https://acme.example/{word(kind, name)}",
            "source": f"'{text(kind, name)}'",
            "tags": f"['{text(kind, name)}']",
            "resume": f"{word(kind, name)}.pdf",
            "pay": f"{{base: '{text(kind, name)}'}}",
            "terms": f"{{base: '{text(kind, name)}'}}",
        }[name]
        return f"{name}: {told}"


def _checklist(kind: Kind, people: dict[str, Person]) -> tuple[str, list[str]]:
    """Return a checklist with every verb and every detail, and its canaries."""
    names = [person.values["name"] for person in people.values()]
    lines = [f"{verb}: '{text(kind, verb)}'" for verb in (*VERBS, word("ownverb"), word("noverb"))]
    canaries = [word(kind, verb) for verb in VERBS] + [word("ownverb"), word("noverb")]
    lines += [f"{verb}: '{name}'" for verb in ("thank", "connect", "follow_up") for name in names]
    lines.append(f"task: x\n    x-key: '{text(kind, 'itemkey')}'")
    canaries.append(word(kind, "itemkey"))
    for detail in DETAILS:
        canary = word(kind, "detail", detail.name)
        value = {
            "due": "+3 business days",
            "done": "2026-11-19",
            "skipped": text(kind, "detail", detail.name),
            "snoozed": f"2026-12-03 {text(kind, 'detail', detail.name)}",
            "note": text(kind, "detail", detail.name),
            "drafted": "2026-11-19",
            "proofread_by": text(kind, "detail", detail.name),
            "via": text(kind, "detail", detail.name),
            "accepted": "2026-11-20",
        }[detail.name]
        if canary in value.lower():
            canaries.append(canary)
        verb = detail.verbs[0] if detail.verbs else "task"
        name = names[0] if detail.verbs else text(kind, "of", detail.name)
        lines.append(f"{verb}: '{name}'\n    {detail.name}: '{value}'")
    if kind is Kind.INTERVIEW:
        lines.append(f"thank: '{names[0]}'\n    note: {word('notefile')}.md")
    return "".join(f"  - {line}\n" for line in lines), canaries


SETTING_VALUES = {
    "format": ("1", ""),
    "timezone": ("Europe/Berlin", ""),
    "holidays": ("DE", ""),
    "today": ("2026-11-22", ""),
    "playbook": ("{thank: {due: +2 business days}}", ""),
    "momentum": ("{live: 3}", ""),
    "silence": ("{applied: 20}", ""),
    "keep_in_touch": ("{live: every 5 weeks}", ""),
    "linkedin_note": ("300", ""),
    "dialect": ("en-GB", ""),
    "folders": (f"{{{word('folder')}: interview}}", word("folder")),
    "keys": (f"[{word('ownkey')}]", word("ownkey")),
    "verbs": (f"[{word('ownverb')}]", word("ownverb")),
    "ticking": ("true", ""),
    "share": ("false", ""),
    "publish": ("false", ""),
}
"""Every setting with a value, and its canary where it can hold a word of the user's own."""


def config(*, share: bool) -> str:
    """Return a configuration that names files of the journal, with every setting."""
    settings = {name: SETTING_VALUES[name][0] for name in SETTINGS} | {"share": str(share).lower()}
    lines = "".join(f"    {name}: {value}\n" for name, value in settings.items())
    nav = f"  - {word('navtitle')}: {word('page')}.md\n  - index.md\n"
    return f"""\
site_name: Search
site_url: https://copy.example/search/
repo_url: https://git.example/{word("repo")}
repo_name: {word("reponame")}
edit_uri: edit/{word("branch")}/
docs_dir: journal
exclude_docs: {word("excluded")}.md
extra_css: [{word("style")}.css, https://fonts.example/kept.css]
extra_javascript: [{word("script")}.js]
extra_templates: [{word("template")}.html]
nav:
{nav}theme:
  name: material
  logo: {word("image")}.png
  favicon: {word("image")}.png
  features: [content.action.edit, content.action.view, navigation.footer, navigation.path]
plugins:
  search: {{}}
  tags: {{}}
  afterword:
{lines}"""


class Canary:
    """The journal, with what must not be in a shared copy of it and what must."""

    def __init__(self, root: Path, *, private: str = "") -> None:
        """Write it below `root`; `private` is the value of that key in every entry."""
        self.root = root
        self.left_out: dict[str, list[str]] = {}
        self.kept: dict[str, list[str]] = {}
        self.entries = [Values(kind, 10 * at) for at, kind in enumerate(Kind)]
        for values in self.entries:
            self._entry(values, private)
        for name, canary in ((name, each[1]) for name, each in SETTING_VALUES.items()):
            if canary:
                self.left_out[f"setting {name}"] = [canary]
        for name in ("repo", "reponame", "branch", "navtitle"):
            self.left_out[f"mkdocs.yml: {name}"] = [word(name)]
        self._about()
        self._others()

    def _entry(self, values: Values, private: str) -> None:
        kind = values.kind
        for name, canaries in values.left_out.items():
            self.left_out[f"{kind}: {name}"] = canaries
        for name, told in values.kept.items():
            self.kept[f"{kind}: {name}"] = told
        folder = (
            f"{word('folder')}/{word('subfolder')}" if kind is Kind.INTERVIEW else KIND_FOLDER[kind]
        )
        lines = [line for line in values.lines if not (private and line.startswith("private:"))]
        lines += [f"private: {private}"] if private else []
        lines += [f"x-own: '{text(kind, 'xkey')}'", f"{word('ownkey')}: '{text(kind, 'own')}'"]
        lines += [f"{word('strangekey')}: '{text(kind, 'strange')}'"]
        # A text is not a field: where the fields are private it names nobody.
        someone = "nobody" if private else values.people["contact"].values["name"]
        body = "\n\n".join(
            (
                f"{text(kind, 'body')} said {someone}.",
                f"![{text(kind, 'alt')}](/{word('image')}.png)",
                f"## {text(kind, 'heading')}",
                f"## Thank-you note: {someone}",
                f"{text(kind, 'draft')}\n",
            )
        )
        self.left_out[f"{kind}: own keys"] = [
            word(kind, each) for each in ("xkey", "own", "strange")
        ] + [word("strangekey")]
        self.left_out[f"{kind}: text"] = [
            word(kind, each) for each in ("body", "alt", "heading", "draft")
        ]
        name = f"{DAY[kind]}-{word(kind, 'filename')}"
        self.left_out[f"{kind}: file"] = [word(kind, "filename")]
        self._write(f"{folder}/{name}.md", "---\n" + "\n".join(lines) + f"\n---\n{body}")
        if kind is Kind.INTERVIEW:
            self._write(f"{folder}/{word('notefile')}.md", f"Dear all,\n\n{text('notetext')}\n")
            self.left_out["note file"] = [word("notefile"), word("notetext")]

    def _about(self) -> None:
        """Write pages about an opportunity, someone who was met, and someone who was not."""
        slug = next(each for each in self.entries if each.kind is Kind.OFFER).left_out[
            "opportunity"
        ]
        contact = Person("opportunitycontact", 90)
        values = {
            "company": "'Keptpagecompany'",
            "role": "'Keptpagerole'",
            "agency": f"'{text('opportunityagency')}'",
            "source": f"'{text('opportunitysource')}'",
            "aliases": f"['{text('opportunityaliases')}']",
            "url": f"https://acme.example/{word('opportunityurl')}",
            "tags": f"['{text('opportunitytags')}']",
            "contact": f"[{contact.line}]",
            "private": "false",
        }
        lines = [f"{key}: {values[key]}" for key in OPPORTUNITY_KEYS]
        lines.append(f"{word('fact')}: '{text('factvalue')}'")
        self._write(f"opportunities/{slug[0]}.md", _page(lines, text("opportunityprose")))
        self.kept["opportunity page"] = ["Keptpagecompany", "Keptpagerole"]
        self.left_out["opportunity page"] = [
            *(
                word(f"opportunity{key}")
                for key in OPPORTUNITY_KEYS
                if key not in ("company", "role", "contact", "private")
            ),
            *contact.canaries,
            word("opportunityprose"),
            word("fact"),
            word("factvalue"),
        ]
        met = self.entries[1].people["contact"].values
        self._person("metpage", 91, name=met["name"], email=met["email"])
        self._person("strangerpage", 92)

    def _person(self, place: str, seed: int, **own: str) -> None:
        given = Person(place, seed)
        values = {**given.values, **own, "aliases": text(place, "aliases")}
        free = [key for key in PERSON_PAGE_KEYS if key not in ("keep_in_touch", "private")]
        lines = [f"{key}: '{values[key]}'" for key in free]
        lines += ["keep_in_touch: every 7 weeks", "private: false"]
        self._write(f"people/{word(place, 'slug')}.md", _page(lines, text(place, "prose")))
        keys = [*(key for key in ("title", "company", "linkedin") if key not in own), "aliases"]
        self.left_out[place] = [word(place, each) for each in (*keys, "slug", "prose")]
        self.left_out[place] += [given.values["phone"][3:]]
        self.left_out[place] += [] if own else given.canaries[:2]

    def _others(self) -> None:
        """Write whatever else a journal's folder can hold."""
        plain = _page([f"title: '{text('pagetitle')}'"], text("pagetext"))
        self._write(f"{word('page')}.md", plain)
        self._write("index.md", _page([], text("indextext")))
        self._write(f"{word('pagefolder')}/{word('deep')}.md", _page([], text("deeptext")))
        self._write(f"{word('excluded')}.md", _page([], text("excludedtext")))
        self._write(f"{word('image')}.png", text("imagebytes"))
        self._write(f"{word('style')}.css", f"/* {word('styletext')} */")
        self._write(f"{word('script')}.js", f"// {word('scripttext')}")
        self._write(f"{word('template')}.html", text("templatetext"))
        self._write(f"{word('other')}.txt", text("othertext"))
        self._write("assets/images/favicon.png", text("overtheme"))
        self._write(
            f"offers/2026-11-20-{word('broken')}.md", "---\ncompany: [\n---\n" + text("brokentext")
        )
        self._write(f"{word('refused')}.md", "---\ntitle: [\n---\n" + text("refusedtext"))
        names = "page pagetitle pagetext indextext pagefolder deep deeptext excluded excludedtext "
        names += "image imagebytes style styletext script scripttext template templatetext other "
        names += "othertext overtheme broken brokentext refused refusedtext subfolder"
        for name in names.split():
            self.left_out[f"other files: {name}"] = [word(name)]

    def _write(self, path: str, content: str) -> None:
        file = self.root / "journal" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield every canary with where it stands."""
        for place, canaries in self.left_out.items():
            for canary in canaries:
                yield place, canary


def _page(lines: Iterable[str], prose: str) -> str:
    return "---\n" + "\n".join(lines) + f"\n---\n# {prose}\n\n{prose}\n"


def everything(folder: Path) -> str:
    """Return a whole built site in lower case: every file's path and bytes, unpacked."""
    parts: list[str] = []
    for file in sorted(folder.rglob("*")):
        parts.append(file.relative_to(folder).as_posix())
        if file.is_file():
            data = file.read_bytes()
            if file.suffix == ".gz":
                data = gzip.decompress(data)
            parts.append(data.decode("utf-8", "replace"))
    return "\n".join(parts).lower()
