"""A build of which only texts changed works nothing out, and makes the site that it should."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from afterword.exchange.again import with_text
from afterword.pages.quotes import quoted, with_quotes
from afterword.site import whole
from afterword.site.kept import Row, Standings
from afterword.site.links import has_usual_addresses, usual_addresses
from tests.site.test_incremental import heard
from tests.site.test_kept_pages import Site

__all__ = ["heard"]

INTERVIEW = """---
date: 2026-11-17
company: Umbra
role: Engineer
interviewers: [Zoe Quill, Ada Byte]
---
We spoke about queues.
"""
PATH = "interviews/2026-11-17-umbra.md"
PERSON = "people/zoe-quill/index.html"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    found = Site(tmp_path)
    found.tree.write(PATH, INTERVIEW)
    found.built()
    return found


@pytest.fixture
def short(site: Site, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], dict[str, bytes]]:
    """Return what writes a file and builds, and fails where anything is worked out for it."""

    def build(path: str, text: str) -> dict[str, bytes]:
        site.tree.write(path, text)
        original = whole.read_whole

        def fail(root: Path, *arguments: object, **named: object) -> object:
            if root.parent == site.tree.folder:
                pytest.fail("the whole journal was worked out")
            return original(root, *arguments, **named)  # type: ignore[arg-type]

        with monkeypatch.context() as patched:
            patched.setattr(whole, "read_whole", fail)
            return site.built()

    return build


Build = Callable[[str, str], dict[str, bytes]]


def test_a_text_is_shown_where_it_stands(short: Build) -> None:
    for word in ("caches", "locks"):
        built = short(PATH, f"{INTERVIEW}\n## More\n\nAnd about {word}.\n")
        for path in ("interviews/2026-11-17-umbra/index.html", "afterword.json"):
            assert word.encode() in built[path], path
        assert word.encode() in built["search/search_index.json"]


def test_what_a_text_says_of_people_is_shown_with_them(short: Build) -> None:
    assert b"Zoe asked" not in short(PATH, INTERVIEW + "\nAda said nothing.\n")[PERSON]
    for said in ("Zoe asked <much>.", "Zoe asked little.", "Nobody asked."):
        built = short(PATH, f"{INTERVIEW}\n{said}\n")
        assert (said.replace("<", "&lt;").replace(">", "&gt;").encode() in built[PERSON]) == (
            "Zoe" in said
        )


def test_a_text_that_comes_back_is_shown_again(site: Site, short: Build) -> None:
    """Each page is kept by what it shows, also where that was put in later."""
    said = f"{INTERVIEW}\nZoe asked much.\n"
    short(PATH, said)
    short(PATH, INTERVIEW)
    site.tree.write("notes.md", "# Notes\n")  # Which takes the long way.
    assert b"Zoe asked" not in site.built()[PERSON]
    assert b"Zoe asked" in short(PATH, said)[PERSON]
    site.tree.write("notes.md", "# More notes\n")
    assert b"Zoe asked" in site.built()[PERSON]


def test_links_in_a_new_text_are_looked_at(site: Site, short: Build) -> None:
    site.tree.write("notes.md", "# Notes\n\n## More\n")
    site.built()
    short(PATH, f"{INTERVIEW}\n[Gone](../gone.md), [more](../notes.md#more), [none](#none).\n")
    short(PATH, INTERVIEW)


def test_what_blocks_show_stays(site: Site, short: Build) -> None:
    site.tree.write("board.md", "# Board\n\n```afterword\nview: pipeline\n```\n")
    site.built()
    built = short(PATH, f"{INTERVIEW}\nMore.\n")
    assert b"Umbra" in built["board/index.html"]


TICKED = "checklist:\n  - thank: Zoe Quill\n    done: 2026-11-17\n"
LONG = {
    "a tick": INTERVIEW.replace(
        "role:", "checklist:\n  - thank: Zoe Quill\n    done: 2026-11-17\nrole:"
    ),
    "a first word": INTERVIEW.replace("We spoke about queues.\n", ""),
    "a draft": f"{INTERVIEW}\n## Thank-you note: Zoe Quill\n\nDear Zoe, teh talk was good.\n",
    "a block": f"{INTERVIEW}\n```afterword\nview: overdue\n```\n",
    "a private entry": INTERVIEW.replace("role:", "private: true\nrole:"),
    "a private text": INTERVIEW.replace("role:", "private: [body]\nrole:"),
    "no front matter": "A text.\n",
    "an error": INTERVIEW.replace("company:", "company: ["),
    "a warning below": f"{INTERVIEW}\n## Thank you note Zoe\n\nDear Zoe.\n",
}


@pytest.mark.parametrize("change", LONG)
def test_what_others_show_of_an_entry_takes_the_long_way(site: Site, change: str) -> None:
    for text in (LONG[change], INTERVIEW, LONG[change], f"{LONG[change]}\nMore.\n"):
        site.tree.write(PATH, text)
        site.built()


def test_what_was_read_by_another_command_meanwhile_is_no_news_to_it_only(site: Site) -> None:
    """The store holds the new text then, and no longer the old one to compare it with."""
    from afterword.source.config import read_config
    from afterword.source.load import load_journal
    from afterword.source.store import Store

    site.tree.write(PATH, f"{INTERVIEW}\nZoe asked much.\n")
    config, _ = read_config(site.tree.folder / "mkdocs.yml")
    with Store(site.tree.folder, pytest.fail) as store:
        load_journal(site.tree.journal, config.settings, config.excluded, store=store)
    assert b"Zoe asked" in site.built()[PERSON]


def test_pages_that_were_changed_in_the_site_are_put_right(site: Site) -> None:
    for path in ("overdue/index.html", "afterword.json", "interviews/2026-11-17-umbra/index.html"):
        (site.tree.folder / "site" / path).write_text("another", "utf-8")
        site.tree.write(PATH, f"{INTERVIEW}\nSince {path} was changed.\n")
        site.built()


URLS = st.text("ab./:?#%~é \\", max_size=12)
BASES = st.sampled_from(
    ["https://a.example/", "http://a.example/b/", "https://a.example/b", "/b/", "b/", ""]
) | st.builds("https://{}".format, st.text("ab./:?#", max_size=10))


@given(BASES, URLS)
def test_a_kept_page_has_the_addresses_that_mkdocs_gives_it(base: str, url: str) -> None:
    config = MkDocsConfig()
    config.site_url = base
    file = File("a.md", None, "", use_directory_urls=True)
    file.url = url
    page = Page.__new__(Page)
    page.file = file
    try:
        page._set_canonical_url(base)
    except ValueError:
        return
    found = Standings(config, "2026-11-20").of(file, Row("", ("",), "", "", (), ""))  # type: ignore[arg-type]
    assert (found.canonical_url, found.abs_url) == (page.canonical_url, page.abs_url)


TEXTS = st.text(max_size=30)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4, unique_by=lambda each: each[0]), TEXTS)
def test_one_text_is_put_into_json(entries: list[tuple[str, str]], new: str) -> None:
    def document(texts: list[tuple[str, str]]) -> bytes:
        said = [
            {"id": path, "path": path, "kind": "interview"} | ({"body": text} if text else {})
            for path, text in texts
        ]
        whole = {"format": 1, "tasks": [{"label": new}], "entries": said}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()

    for path, text in entries:
        found = with_text(document(entries), path, new)
        if text and new:
            wanted = document([(p, new if p == path else t) for p, t in entries])
            assert b"".join(found or ()) == wanted
        else:
            assert found is None
    assert with_text(document(entries), "no such path, anywhere at all 0123456789", new) is None


def test_a_long_text_is_put_into_json() -> None:
    said = '{"entries":[{"id":"a","path":"a.md","kind":"interview","body":"%s"}],"end":1}'
    known = (said % ("é" * 100_000)).encode()
    found = with_text(known, "a.md", "ö" * 100_001)
    assert b"".join(found or ()) == (said % ("ö" * 100_001)).encode()


def test_sentences_are_put_in_where_they_stand_once() -> None:
    html = f"<p>A</p>{quoted(['One <b>.'], 'a')}<p>B</p>{quoted([], 'b')}"
    assert with_quotes(html, [], "a") == f"<p>A</p>{quoted([], 'a')}<p>B</p>{quoted([], 'b')}"
    other = [r"\1 & </div>"]
    wanted = f"<p>A</p>{quoted(['One <b>.'], 'a')}<p>B</p>{quoted(other, 'b')}"
    assert with_quotes(html, other, "b") == wanted
    assert with_quotes(html, ["Two."], "c") is None
    assert with_quotes(html + html, ["Two."], "a") is None


def test_of_two_entries_with_one_name_each_is_quoted_by_itself(site: Site) -> None:
    other = PATH.replace("interviews", "conversations")
    site.tree.write(other, INTERVIEW.replace("interviewers", "people"))
    site.built()
    for path in (PATH, other):
        text = INTERVIEW if path == PATH else INTERVIEW.replace("interviewers", "people")
        site.tree.write(path, f"{text}\nZoe asked about {path.partition('/')[0]}.\n")
        assert path.partition("/")[0].encode() in site.built()[PERSON]


SEEDED = """
import sys
from mkdocs.config import load_config
from afterword.site.aside import identity
config = load_config(sys.argv[1])
print(identity(config, config.plugins["afterword"].settings))
"""


def test_a_configuration_is_the_same_in_every_run(site: Site) -> None:
    own = "      verbs: [call, read, try, write, ask]\n"
    site.configure(site.plain.replace("  - afterword:\n", f"  - afterword:\n{own}"))
    config = str(site.tree.folder / "mkdocs.yml")
    found = [
        subprocess.run(
            [sys.executable, "-c", SEEDED, config],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert len(set(found)) == 1


def test_a_page_of_another_plugin_is_linked_to_at_once(site: Site) -> None:
    """It is in no folder that is looked at, and lists link to it all the same."""
    hook = site.tree.folder / "hook.py"
    hook.write_text(HOOK.format("return files"), "utf-8")
    site.configure(site.plain + "hooks: [hook.py]\n")
    site.built()
    page = (
        "files.append(File.generated(config, 'people/zoe-quill.md', content='# Z')); return files"
    )
    hook.write_text(HOOK.format(page), "utf-8")
    site.tree.write(PATH, f"{INTERVIEW}\nMore.\n")
    site.built()


HOOK = """
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

@event_priority(100)
def on_files(files, config):
    {}
"""


@given(st.from_regex(r"(?:[a-zA-Z_.-]{1,3}/){0,2}[a-zA-Z0-9_.-]{1,9}\.md", fullmatch=True))
def test_usual_addresses_are_those_that_mkdocs_gives(path: str) -> None:
    file = File(path, None, "", use_directory_urls=True)
    assert usual_addresses(path) in (None, (file.dest_uri, file.url))


@pytest.mark.parametrize("path", ["index.md", "a/index.md", "README.md", "a b.md", "a.markdown"])
def test_other_pages_have_no_usual_addresses(path: str) -> None:
    assert usual_addresses(path) is None


def test_pages_are_given_no_address_where_another_is_asked_for() -> None:
    files = Files([File("a.md", None, "", use_directory_urls=False)])
    assert not has_usual_addresses(files)
