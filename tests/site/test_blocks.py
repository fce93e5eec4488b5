"""Tests blocks in built pages: in any page, linked from there, and in no search index."""

from __future__ import annotations

import json

from tests.playbook.journals import Tree
from tests.site.built import CONFIG, Built, build_site

JOURNAL = """\
== mkdocs.yml
{config}
== journal/interviews/2026-11-18-acme.md
---
company: Acme & Sons
interviewers: Jane Doe <jane@acme.example>
private: true
---
What I said.

```afterword
view: open
verb: thank
```
== journal/notes/board.md
# Board

Before.

- In a list:

    ```afterword
    view: overdue
    company: Acme & Sons
    ```

After.

~~~afterword
view: overdu
~~~

````markdown
```afterword
view: open
```
````
== journal/people/jane-doe.md
Prose.

```afterword
view: people
```
"""


def _build(tree: Tree) -> Built:
    root = tree(JOURNAL.format(config=CONFIG.rstrip()))
    return build_site(root / "mkdocs.yml", root / "site")


def test_blocks_stand_in_entries_pages_about_people_and_ordinary_pages(tree: Tree) -> None:
    built = _build(tree)
    board = built.page("notes/board/")
    assert "In a list: Thank Jane Doe" in board.article
    assert "After. This block cannot be read" in board.article
    assert "```afterword view: open ```" in " ".join(board.article.split())
    assert "What I said. Thank Jane Doe" in built.page("interviews/2026-11-18-acme/").article
    assert "Jane Doe" in built.page("people/jane-doe/").article.split("Prose.")[1]
    assert built.dead_links() == []
    assert not any("afterwordblock" in page.raw for page in built.pages().values())


def test_what_blocks_show_is_in_no_index(tree: Tree) -> None:
    built = _build(tree)
    index = json.loads((built.folder / "search" / "search_index.json").read_text("utf-8"))
    texts = [doc["text"] for doc in index["docs"] if doc["location"].startswith("notes/board/")]
    assert "Before." in "".join(texts)
    assert "After." in "".join(texts)
    assert "Acme" not in "".join(texts).replace("company: Acme", "")
    assert "afterwordblock" not in json.dumps(index)


def test_a_mistake_in_a_block_fails_a_strict_build_with_its_line(tree: Tree) -> None:
    built = _build(tree)
    said = [message for _, message in built.messages if "AW-BLOCK" in message]
    assert said == [
        (
            "afterword: notes/board.md:15:7: AW-BLOCK `overdu` is no view. "
            "Did you mean `overdue`? There are agenda, overdue, today, upcoming, open, "
            "done, missed, entries, ahead, pipeline, "
            "offers, people, momentum."
        )
    ]
