"""Tests that a journal read with the store is the one that is read without."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.settings import Settings
from afterword.source import kept
from afterword.source.entry import read_entry
from afterword.source.load import load_journal
from afterword.source.store import Store

JOURNAL = Path(__file__).resolve().parents[2] / "journal"
TEXTS = (
    "---\ndate: 2026-11-18\ncompany: Acme\nrole: Engineer\nx-mine: {a: [b, c]}\n---\nText.\n",
    "---\ndate: 2026-02-30\ncompany: Acme\nchecklist:\n  - thank: Jo\n    due: soon\n---\n",
    (
        "---\ndate: 2026-11-18\ntime: 14:00\ncompnay: Acme\ninterviewers: Jo <jo@acme.example>\n"
        "checklist:\n  - {thank: Jo, done: 2026-11-19}\n  - {task: Send it, due: +2 weeks}\n---\n"
        "## Thank-you note: Jo Doe\n\nDear Jo\n"
    ),
    "---\ncompany: [\n",
    "no front matter\n\n```afterword\nview: nothing\n```\n",
    "---\ndate: 2026-11-20\ncompany: Acme\nprivate: [notes]\nterms: {base: 100}\n---\r\n",
)
PLACES = ("interviews/a.md", "interviews/b.md", "offers/a.md", "offers/c.md", "people/jo.md")


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(PLACES), st.none() | st.sampled_from(TEXTS), min_size=1, max_size=4
        ),
        min_size=1,
        max_size=4,
    ),
    st.lists(st.frozensets(st.sampled_from(["compnay", "fee"])), min_size=4, max_size=4),
)
def test_with_the_store_everything_is_read_as_without(
    tmp_path_factory: pytest.TempPathFactory,
    rounds: list[dict[str, str | None]],
    keys: list[frozenset[str]],
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    root = folder / "journal"
    root.mkdir()
    for changes, own in zip(rounds, keys, strict=False):
        for path, text in changes.items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).unlink(missing_ok=True)
            if text is not None:
                (root / path).write_bytes(text.encode())
        settings = Settings(keys=own)
        for _ in range(2):
            with Store(folder, pytest.fail) as store:
                assert load_journal(root, settings, store=store) == load_journal(root, settings)


def test_the_sample_is_read_from_the_store_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path, pytest.fail) as store:
        first = load_journal(JOURNAL, Settings(), store=store)
    monkeypatch.setattr(kept, "read_entry", pytest.fail)
    with Store(tmp_path, pytest.fail) as store:
        reader = kept.Kept(store, Settings())
        for entry in first.journal.entries:
            data = (JOURNAL / entry.path).read_bytes()
            found, _ = reader.entry(data, entry.path, entry.kind, Settings())
            assert found.path == entry.path


def test_an_edit_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    root = tmp_path / "journal"
    file = root / "interviews" / "2026-11-18-a.md"
    file.parent.mkdir(parents=True)
    file.write_text("---\ncompany: Acme\n---\n")
    before = file.stat()
    with Store(tmp_path, pytest.fail) as store:
        load_journal(root, Settings(), store=store)
    file.write_text("---\ncompany: Ajax\n---\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    with Store(tmp_path, pytest.fail) as store:
        (entry,) = load_journal(root, Settings(), store=store).journal.entries
    assert entry.company == "Ajax"


def test_what_is_gone_from_the_journal_is_gone_from_the_store(tmp_path: Path) -> None:
    root = tmp_path / "journal"
    shutil.copytree(JOURNAL, root)
    with Store(tmp_path, pytest.fail) as store:
        journal = load_journal(root, Settings(), store=store).journal
        gone = journal.entries[0].path
        (root / gone).unlink()
        load_journal(root, Settings(), store=store)
        assert gone not in store.keys(kept.ROOM)


class _Hostile:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("echo hostile > hostile",)


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(_Hostile()),
        b"cbuiltins\neval\n(V1\ntR.",
        b"cbuiltins\ngetattr\n.",
        b"cafterword.source.kept\npickle.loads\n.",
        pickle.dumps(1),
        pickle.dumps((1, ())),
        b"",
        b"\x80\x05",
        b"not a pickle",
    ],
)
def test_bytes_that_are_no_entry_call_nothing(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert kept.from_bytes(data) is None
    assert kept.from_bytes(bytes(4) + data) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", TEXTS)
def test_an_entry_survives_with_its_problems_and_their_places(text: str) -> None:
    kind = next(iter(Settings().folders.values()))
    read = read_entry(text.encode(), "interviews/2026-11-18-a.md", kind, Settings())
    assert kept.from_bytes(kept.to_bytes(read)) == read
    assert repr(kept.from_bytes(kept.to_bytes(read))) == repr(read)


READ = """
import os, sys
from pathlib import Path
from afterword.model.settings import Settings
from afterword.source import copies, kept, load, store

kept.FEWEST, copies.PATIENCE_SECONDS = 1, 1
read, first, here = kept.read_entry, os.getpid(), []

def stopping(data, path, *rest):
    if os.getpid() != first:
        {stop}
    else:
        here.append(path)
    return read(data, path, *rest)

kept.read_entry = stopping
with store.Store(Path(sys.argv[1]), print) as own:
    loaded = load.load_journal(Path(sys.argv[1], "journal"), Settings(), store=own)
    rows = own.get(kept.ROOM)
alone = load.load_journal(Path(sys.argv[1], "journal"), Settings())
assert loaded == alone and repr(loaded.journal) == repr(alone.journal)
assert len(rows) == len(alone.journal.entries) + len(alone.journal.broken)
assert all(kept.from_bytes(value[16:]) for _, value in rows.values())
print(len(here), len(rows))
"""


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or len(os.sched_getaffinity(0)) < 2,
    reason="no copy of a process is made here",
)
@pytest.mark.parametrize(
    ("stop", "is_done"),
    [
        ("pass", True),
        ("os._exit(1)", False),
        ("os.kill(os.getpid(), 9)", False),
        ("import time; time.sleep(60)", False),
        ("raise MemoryError", False),
    ],
)
def test_half_of_many_entries_is_read_by_a_copy_whatever_becomes_of_it(
    tmp_path: Path, stop: str, is_done: bool
) -> None:
    texts = [text for text in TEXTS if text.startswith("---")]
    for number, text in enumerate(texts):
        path = tmp_path / "journal" / "interviews" / f"2026-11-18-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", READ.replace("{stop}", stop), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    here, whole = map(int, done.stdout.split())
    assert here == (whole // 2 if is_done else whole)
