"""Tests front matter that is made, or happens, to bring readers down: a problem, never a crash."""

from __future__ import annotations

import pytest

from afterword.model.entry import Broken

from .reading import DATA, entry_of, front, read, read_alone

DEEP = 25_000


def test_25000_nested_lists_are_a_problem_and_no_crash() -> None:
    text = (DATA / "nested-lists.md").read_text(encoding="utf-8")
    assert read_alone(text) == ("Broken", "Went well.\n", ["AW-DEPTH"])


@pytest.mark.parametrize(
    "nest",
    [
        "x-a: " + "{a: " * DEEP,
        "x-a: " + '["]",' * DEEP,
        "x-a: " + "[']'," * DEEP,
        "x-a:\n " + "[ # ]\n " * DEEP,
        "x-a: " + '{"}": ' * DEEP,
        "x-a: " + "[a]b, [" * DEEP,
    ],
    ids=[
        "mappings",
        "closing in double quotes",
        "closing in single quotes",
        "closing in comments",
        "closing in a key",
        "text behind a closing",
    ],
)
def test_deep_nesting_in_brackets_is_no_crash_whatever_stands_between(nest: str) -> None:
    name, body, codes = read_alone(front(nest))
    assert (name, body) == ("Broken", "Went well.\n")
    assert codes in (["AW-DEPTH"], ["AW-YAML"])


@pytest.mark.parametrize(
    "nest",
    [
        "x-a:\n  " + "- " * DEEP + "x",
        "x-a:\n  " + "-\t" * DEEP + "x",
        "x-a:\n  " + "? " * DEEP + "x",
        "x-a:\r  " + "- " * DEEP + "x",
        "x-a:\u2028  " + "- " * DEEP + "x",
        "x-a:\u0085  " + "- " * DEEP + "x",
        "x-a:\n\ufeff" + "- " * DEEP + "x",
        "\n".join(" " * level + "k:" for level in range(1200)),
        "\r".join(" " * level + "k:" for level in range(1200)),
        "\u2028".join(" " * level + "k:" for level in range(700)),
        "\n".join(" " * (2 * level) + "- k:" for level in range(600)),
    ],
    ids=[
        "dashes",
        "dashes and tabs",
        "question marks",
        "dashes behind CR",
        "dashes behind U+2028",
        "dashes behind U+0085",
        "dashes behind a BOM",
        "indented keys",
        "indented keys with CR",
        "indented keys with U+2028",
        "indented lists of mappings",
    ],
)
def test_deep_nesting_in_blocks_is_no_crash_whatever_ends_the_lines(nest: str) -> None:
    name, body, codes = read_alone(front(nest))
    assert (name, body) == ("Broken", "Went well.\n")
    assert codes in (["AW-DEPTH"], ["AW-YAML"])


def test_nesting_that_a_person_would_write_is_fine() -> None:
    entry = entry_of(
        "x-a: "
        + "[" * 20
        + "]" * 20
        + "\nx-b:\n"
        + "".join("  " * level + "k:\n" for level in range(1, 21))
    )
    assert set(entry.extra) == {"x-a", "x-b"}


def test_many_brackets_beside_one_another_are_not_deep() -> None:
    assert len(entry_of("tags: [" + "a, " * 500 + "]\nx-a: [" + "[a], " * 500 + "]").tags) == 500


def test_the_merge_key_bomb_is_refused_at_its_first_anchor() -> None:
    entry, problems = read((DATA / "merge-bomb.md").read_bytes())
    assert isinstance(entry, Broken)
    assert problems == [
        (
            "interviews/acme.md:2:4: AW-ALIAS the anchor `&a`; an entry is plain values: write the "
            "value out here, or quote it."
        )
    ]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("role: &r Engineer", "4:7: AW-ALIAS the anchor `&r`"),
        ("role: *r", "4:7: AW-ALIAS the alias `*r`"),
        ("tags: [a, *b]", "4:11: AW-ALIAS the alias `*b`"),
        ("x-a:\n  <<: {a: b}", "5:3: AW-ALIAS the merge key `<<`"),
        ("x-a: {<<: {a: b}}", "4:7: AW-ALIAS the merge key `<<`"),
        ("role: !important Engineer", "4:7: AW-ALIAS the tag `!important`"),
        (
            "role: !!python/object/apply:os.system [ls]",
            "4:7: AW-ALIAS the tag `tag:yaml.org,2002:python/object/apply:os.system`",
        ),
        ("&k role: Engineer", "4:1: AW-ALIAS the anchor `&k`"),
    ],
)
def test_anchors_aliases_merge_keys_and_tags_are_refused_where_they_stand(
    lines: str, problem: str
) -> None:
    entry, problems = read(front(lines))
    assert isinstance(entry, Broken)
    assert entry.body == "Went well.\n"
    assert [each.split(";")[0] for each in problems] == [f"interviews/acme.md:{problem}"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"*x"', "*x"),
        ("'&x'", "&x"),
        ('"!x"', "!x"),
        ('"<<"', "<<"),
        ("C & D", "C & D"),
        ("AT&T", "AT&T"),
        ("5 * 3", "5 * 3"),
        ("Yes!", "Yes!"),
        ("C++ *and* C#", "C++ *and* C#"),
        ("R &D, !now", "R &D, !now"),
    ],
)
def test_signs_inside_a_text_are_text(written: str, expected: str) -> None:
    assert entry_of(f"role: {written}").role == expected


def test_signs_in_a_block_of_text_are_text() -> None:
    entry = entry_of("x-note: |\n  *bold* and &co\n  <<: !tag\n")
    assert entry.extra == {"x-note": "*bold* and &co\n<<: !tag\n"}


def test_over_1000_tasks_are_told_and_the_first_1000_kept() -> None:
    tasks = "".join(f"- task: t{number}\n" for number in range(1001))
    entry, problems = read(front(f"checklist:\n{tasks}"))
    assert not isinstance(entry, Broken)
    assert (len(entry.checklist), entry.checklist[-1].object) == (1000, "t999")
    assert problems == [
        "interviews/acme.md:5:1: AW-MANY 1,001 items in one list; at most 1,000 are read."
    ]


def test_an_entry_over_1_megabyte_is_broken_and_shows_nothing() -> None:
    entry, problems = read(front("role: Engineer") + "x" * 1_000_000)
    assert isinstance(entry, Broken)
    assert entry.body == ""
    assert [problem.split(": ")[1].split()[0] for problem in problems] == ["AW-SIZE"]
