"""Tests what is found in mkdocs.yml and in what it inherits, as MkDocs would take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from afterword.model.entry import Kind, Stage
from afterword.model.rules import RULES
from afterword.model.settings import FOLDERS, SILENCE, Settings
from afterword.source.config import read_config
from afterword.source.find import find_config

Tree = Callable[[str], Path]


@pytest.mark.parametrize(
    ("plugins", "listed", "timezone"),
    [
        (
            "plugins:\n  - search\n  - afterword:\n      timezone: Europe/Berlin\n",
            True,
            "Europe/Berlin",
        ),
        (
            "plugins:\n  search: {}\n  afterword:\n    timezone: Europe/Berlin\n",
            True,
            "Europe/Berlin",
        ),
        ("plugins:\n  - search\n  - afterword\n", True, ""),
        ("plugins:\n  afterword:\n", True, ""),
        ("plugins:\n  - search\n", False, ""),
        ("", False, ""),
    ],
    ids=["list", "mapping", "name in a list", "name in a mapping", "another plugin", "none"],
)
def test_the_plugin_is_found_in_a_list_and_in_a_mapping(
    tree: Tree, plugins: str, listed: bool, timezone: str
) -> None:
    path = tree(f"== mkdocs.yml\nsite_name: Search\ndocs_dir: journal\n{plugins}") / "mkdocs.yml"
    config, problems = read_config(path)
    assert problems == ()
    assert (config.has_plugin, config.settings, config.root) == (
        listed,
        Settings(timezone=timezone),
        path.parent / "journal",
    )


def test_a_wrong_setting_is_told_with_its_line_in_the_whole_file(tree: Tree) -> None:
    root = tree(
        """\
        == mkdocs.yml
        site_name: Search
        plugins:
          - search
          - afterword:
              momentum:
                live: many
        """
    )
    _, problems = read_config(root / "mkdocs.yml")
    assert [str(problem) for problem in problems] == [
        "mkdocs.yml:6:15: AW-SETTING `live` wants a whole number, such as 3."
    ]


def test_tags_and_anchors_of_mkdocs_elsewhere_are_passed_over(tree: Tree) -> None:
    root = tree(
        """\
        == mkdocs.yml
        site_name: !ENV [SITE, Search]
        docs_dir: journal
        extra: &extra
          a: !relative b
        more: *extra
        markdown_extensions:
          - pymdownx.emoji:
              emoji_index: !!python/name:material.extensions.emoji.twemoji
              emoji_generator: !!python/object/apply:os.system [exit]
        plugins:
          - afterword:
              publish: true
        """
    )
    config, problems = read_config(root / "mkdocs.yml")
    assert problems == ()
    assert (config.settings, config.root) == (Settings(publish=True), root / "journal")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("!ENV AFTERWORD_A", "from-a"),
        ("!ENV [AFTERWORD_NONE, AFTERWORD_A, fallback]", "from-a"),
        ("!ENV [AFTERWORD_NONE, fallback]", "fallback"),
        ("!ENV AFTERWORD_NONE", "docs"),
    ],
)
def test_the_environment_may_say_where_the_journal_is(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, written: str, expected: str
) -> None:
    monkeypatch.setenv("AFTERWORD_A", "from-a")
    monkeypatch.delenv("AFTERWORD_NONE", raising=False)
    root = tree(f"== mkdocs.yml\ndocs_dir: {written}\n")
    assert read_config(root / "mkdocs.yml")[0].root == root / expected


BASE = """\
== base.yml
docs_dir: journal
plugins:
  afterword:
    timezone: Europe/Berlin
    momentum: {live: 9, quiet_days: 10}
    silence: {applied: 30}
    playbook: {thank: {expires: 20}}
    folders: {calls: interview}
"""


def test_what_is_inherited_is_merged_as_mkdocs_does_it(tree: Tree) -> None:
    root = tree(
        BASE
        + """\
== mkdocs.yml
INHERIT: base.yml
plugins:
  afterword:
    momentum: {live: 4}
    silence: {offer: 6}
    playbook: {connect: off}
    folders: {coffees: conversation}
"""
    )
    config, problems = read_config(root / "mkdocs.yml")
    assert problems == ()
    assert config.root == root / "journal"
    assert config.settings == Settings(
        timezone="Europe/Berlin",
        live=4,
        quiet_days=10,
        silence={**SILENCE, Stage.APPLIED: 30, Stage.OFFER: 6},
        playbook={
            **RULES,
            "thank": replace(RULES["thank"], expires=20),
            "connect": replace(RULES["connect"], off=True),
        },
        folders={**FOLDERS, "calls": Kind.INTERVIEW, "coffees": Kind.CONVERSATION},
    )


@pytest.mark.parametrize(
    ("plugins", "timezone", "listed"),
    [
        ("", "Europe/Berlin", True),
        ("plugins: [afterword]", "", True),
        ("plugins: [search]", "", False),
    ],
    ids=["nothing", "list", "list without it"],
)
def test_a_list_of_plugins_replaces_what_is_inherited(
    tree: Tree, plugins: str, timezone: str, listed: bool
) -> None:
    root = tree(f"{BASE}== mkdocs.yml\nINHERIT: base.yml\ndocs_dir: mine\n{plugins}\n")
    config, _ = read_config(root / "mkdocs.yml")
    assert (config.settings.timezone, config.has_plugin, config.root) == (
        timezone,
        listed,
        root / "mine",
    )


def test_a_mapping_of_plugins_replaces_an_inherited_list(tree: Tree) -> None:
    root = tree(
        "== base.yml\nplugins: [afterword: {publish: true}]\n"
        "== mkdocs.yml\nINHERIT: base.yml\nplugins: {afterword: {ticking: false}}\n"
    )
    assert read_config(root / "mkdocs.yml")[0].settings == Settings(ticking=False)


LIST = """\
== base.yml
plugins:
  - search
  - afterword:
      timezone: Europe/Berlin
      keys: [mood]
"""
LOST = (
    "share.yml:{}: AW-SETTING `plugins:` is a list in `{}`, so that what `base.yml` sets for "
    "`afterword` ({}) does not reach the shared copy: write it there without dashes, "
    "`search: {{}}` and `afterword:`."
)


@pytest.mark.parametrize(
    ("base", "plugins", "said"),
    [
        (LIST, "{afterword: {share: true}}", ("2:10", "base.yml", "`timezone`, `keys`")),
        (LIST, "{afterword: {share: true, keys: [x]}}", ("2:10", "base.yml", "`timezone`")),
        (LIST, "[afterword: {share: true, keys: [x], timezone: Asia/Tokyo}]", None),
        (LIST, "{afterword: {share: false}}", None),
        (
            LIST.replace("- search\n  - ", "").replace("   ", "  "),
            "{afterword: {share: true}}",
            None,
        ),
        (
            BASE.replace("    momentum", "    live").split("    live")[0],
            "[search, afterword: {share: true}]",
            ("2:10", "share.yml", "`timezone`"),
        ),
        ("== base.yml\nplugins: [search, afterword]\n", "{afterword: {share: true}}", None),
    ],
    ids=["all", "some", "repeated", "not shared", "mapping", "list below", "nothing to lose"],
)
def test_a_shared_copy_loses_no_setting_of_the_journal_in_silence(
    tree: Tree, base: str, plugins: str, said: tuple[str, str, str] | None
) -> None:
    root = tree(f"{base}== share.yml\nINHERIT: base.yml\nplugins: {plugins}\n")
    _, problems = read_config(root / "share.yml")
    assert [str(problem) for problem in problems] == ([LOST.format(*said)] if said else [])


def test_a_wrong_inherited_setting_is_told_in_its_own_file(tree: Tree) -> None:
    root = tree(
        "== conf/base.yml\nplugins:\n  - afterword: {publish: perhaps}\n"
        "== mkdocs.yml\nINHERIT: conf/base.yml\n"
    )
    _, problems = read_config(root / "mkdocs.yml")
    assert [str(problem) for problem in problems] == [
        "base.yml:2:26: AW-SETTING `publish` wants `true` or `false`."
    ]


@pytest.mark.parametrize("text", ["INHERIT: mkdocs.yml\n", "INHERIT: gone.yml\n", "", "- a\n"])
def test_an_odd_configuration_leaves_the_defaults(tree: Tree, text: str) -> None:
    root = tree(f"== mkdocs.yml\n{text}")
    config, problems = read_config(root / "mkdocs.yml")
    assert problems == ()
    assert (config.settings, config.root, config.has_plugin) == (Settings(), root / "docs", False)


def test_a_configuration_that_is_no_yaml_is_told_and_leaves_the_defaults(tree: Tree) -> None:
    root = tree("== mkdocs.yml\nplugins: [afterword: {timezone: x}\n")
    config, problems = read_config(root / "mkdocs.yml")
    assert config.settings == Settings()
    assert [(problem.path, problem.line, problem.code) for problem in problems] == [
        ("mkdocs.yml", 1, "AW-SETTING")
    ]


def test_exclude_docs_is_understood_as_mkdocs_does_it(tree: Tree) -> None:
    root = tree("== mkdocs.yml\nexclude_docs: |\n  drafts/\n  *.tmp\n  /a.md\n  !keep.tmp\n")
    excluded = read_config(root / "mkdocs.yml")[0].excluded
    assert excluded is not None
    paths = ("drafts/x.md", "b/drafts/x.md", "x.tmp", "keep.tmp", "a.md", "b/a.md", "x.md")
    assert [path for path in paths if excluded(path)] == [
        "drafts/x.md",
        "b/drafts/x.md",
        "x.tmp",
        "a.md",
    ]


def test_the_configuration_is_the_nearest_one_upwards(tree: Tree) -> None:
    root = tree(
        "== mkdocs.yml\n== journal/interviews/a.md\n== other/mkdocs.yaml\n== other/b/c.md\n"
    )
    assert find_config(root / "journal" / "interviews") == root / "mkdocs.yml"
    assert find_config(root / "other" / "b") == root / "other" / "mkdocs.yaml"
