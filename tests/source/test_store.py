"""Tests that what is kept is right or not there, whatever happens to the file that keeps it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.source.store import BUSY_SECONDS, Store

ROWS = [(f"a{number}.md", b"key %d" % number, b"value %d" % number * 50) for number in range(200)]
FOUND = {name: (key, value) for name, key, value in ROWS}
MADE_ANEW = "so it is made anew."


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def store(tmp_path: Path, said: list[str]) -> Store:
    """Return a store that holds `ROWS`, closed."""
    with Store(tmp_path, said.append) as made:
        assert made.put("entries", ROWS)
    assert said == []
    return made


def open_again(store: Store, said: list[str]) -> Store:
    return Store(store.path.parents[1], said.append)


def test_what_is_put_is_got_back_and_what_is_gone_is_not(store: Store, said: list[str]) -> None:
    with open_again(store, said) as again:
        assert again.get("entries") == FOUND
        assert again.get("entries", ["a1.md", "no.md"]) == {"a1.md": FOUND["a1.md"]}
        assert again.keys("entries") == {name: key for name, (key, _) in FOUND.items()}
        assert again.get("pages") == {}
        assert again.put("entries", [("a1.md", b"new", b"other")], gone=["a2.md", "no.md"])
        left = {name: row for name, row in FOUND.items() if name != "a2.md"}
        assert again.get("entries") == left | {"a1.md": (b"new", b"other")}
    assert said == []


@given(
    st.dictionaries(
        st.tuples(st.text(st.characters(codec="utf-8"), max_size=5), st.text(max_size=5)),
        st.tuples(st.binary(max_size=9), st.binary(max_size=9)),
        max_size=5,
    )
)
def test_any_names_keys_and_values_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[tuple[str, str], tuple[bytes, bytes]]
) -> None:
    with Store(tmp_path_factory.mktemp("any"), lambda _: None) as store:
        for (room, name), (key, value) in rows.items():
            kept = store.put("-" + room, [(name, key, value)])
            found = store.get("-" + room, [name])
            assert found == ({name: (key, value)} if kept else {})


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_it_is_one_file_private_and_ignored_by_git(store: Store) -> None:
    folder = store.path.parent
    assert sorted(child.name for child in folder.iterdir()) == [".gitignore", "afterword.sqlite"]
    assert (folder / ".gitignore").read_text() == "*\n"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_folder_and_file_that_others_could_read_become_private(
    store: Store, said: list[str]
) -> None:
    store.path.chmod(0o644)
    store.path.parent.chmod(0o755)
    with open_again(store, said) as again:
        assert again.get("entries") == FOUND
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_another_version_drops_all_and_says_so_once(store: Store, said: list[str]) -> None:
    with Store(store.path.parents[1], said.append, identity="of another version") as other:
        assert other.get("entries") == {}
        assert other.put("entries", ROWS[:1])
        assert other.get("entries").keys() == {"a0.md"}
    assert said == [f"{store.path}: made by another version or user, {MADE_ANEW}"]


def test_what_another_user_made_is_not_believed(
    store: Store, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "other"))
    with open_again(store, said) as again:
        assert again.get("entries") == {}
    assert said == [f"{store.path}: made by another version or user, {MADE_ANEW}"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE kept SET value = x'00' WHERE name = 'a1.md'",
        "UPDATE kept SET key = x'00' WHERE name = 'a1.md'",
        "UPDATE kept SET mac = zeroblob(16) WHERE name = 'a1.md'",
        "UPDATE kept SET value = 'text' WHERE name = 'a1.md'",
        (
            "UPDATE kept SET value = (SELECT value FROM kept WHERE name = 'a2.md'), "
            "mac = (SELECT mac FROM kept WHERE name = 'a2.md') WHERE name = 'a1.md'"
        ),
        "UPDATE kept SET name = 'other.md' WHERE name = 'a1.md'",
    ],
)
def test_a_value_that_was_changed_in_the_file_is_not_there(
    store: Store, said: list[str], change: str
) -> None:
    with sqlite3.connect(store.path) as connection:
        connection.execute(change)
    connection.close()
    with open_again(store, said) as again:
        found = again.get("entries")
    assert {name: row for name, row in FOUND.items() if name != "a1.md"}.items() <= found.items()
    assert found.items() <= FOUND.items()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _cut_in_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _other_text(path: Path) -> None:
    path.write_bytes(b"no database at all\n" * 1000)


def _zeros_inside(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(8192) + data[12288:])


def _other_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE kept (name)")
    connection.close()


def _trigger(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TRIGGER t AFTER INSERT ON kept BEGIN DELETE FROM kept; END",
        )
    connection.close()


def _write_ahead(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def _no_utf_8(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE kept SET name = CAST(x'ff' AS TEXT) WHERE name = 'a7.md'")
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        _empty,
        _truncated,
        _cut_in_a_page,
        _other_text,
        _zeros_inside,
        _other_database,
        _trigger,
        _write_ahead,
        _no_utf_8,
    ],
)
def test_a_damaged_file_gives_nothing_wrong_and_is_made_anew(
    store: Store, said: list[str], damage: object
) -> None:
    assert callable(damage)
    damage(store.path)
    with open_again(store, said) as again:
        assert again.get("entries").items() <= FOUND.items()
        again.put("entries", ROWS)
    with open_again(store, said) as again:
        again.put("entries", ROWS)
        assert again.get("entries") == FOUND
    assert len(said) <= 1
    assert all(line.endswith(MADE_ANEW) for line in said)
    assert [child.name for child in store.path.parent.glob("*.sqlite*")] == [store.path.name]


@given(st.data())
def test_no_byte_changed_anywhere_makes_a_wrong_value(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("byte")
    with Store(folder, lambda _: None) as store:
        store.put("entries", ROWS[:20])
    content = bytearray(store.path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    store.path.write_bytes(content)
    with Store(folder, lambda _: None) as again:
        assert again.get("entries").items() <= FOUND.items()
        again.put("entries", ROWS[:20])
        assert again.get("entries").items() <= FOUND.items()


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / ".cache" / "afterword.sqlite").mkdir(parents=True)
    with Store(tmp_path, said.append) as store:
        assert not store.put("entries", ROWS)
        assert store.get("entries") == {}
    assert said == [f"{store.path}: not used (afterword.sqlite is no regular file; delete it)."]


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own")
@pytest.mark.parametrize("name", [".cache", ".cache/afterword.sqlite"])
def test_a_link_is_not_followed(tmp_path: Path, said: list[str], name: str) -> None:
    outside = tmp_path / "outside"
    journal = tmp_path / "journal"
    outside.mkdir()
    (journal / name).parent.mkdir(parents=True, exist_ok=True)
    (journal / name).symlink_to(outside / "new" if name.endswith("sqlite") else outside)
    with Store(journal, said.append) as store:
        assert not store.put("entries", ROWS)
    assert list(outside.iterdir()) == []
    assert len(said) == 1


def test_a_journal_that_names_another_file_has_no_file_removed(
    store: Store, said: list[str], tmp_path: Path
) -> None:
    """SQLite removes the file that a journal of several databases names, once it is done."""
    precious = tmp_path / "precious"
    precious.write_text("mine")
    name = str(precious).encode()
    tail = name + len(name).to_bytes(4, "big") + sum(name).to_bytes(4, "big")
    journal = store.path.with_name(store.path.name + "-journal")
    head = bytes.fromhex("d9d505f920a163d7") + bytes(12) + (512).to_bytes(4, "big") + bytes(4)
    page = (0x40000000 // 4096 + 1).to_bytes(4, "big")
    journal.write_bytes(head.ljust(512, b"\0") + page + tail + bytes.fromhex("d9d505f920a163d7"))
    with open_again(store, said) as again:
        again.get("entries")
        assert again.put("entries", ROWS)
    assert precious.read_text() == "mine"
    assert not journal.exists()


def test_while_another_program_writes_it_is_done_without_soon(
    store: Store, said: list[str]
) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    start = time.perf_counter()
    with open_again(store, said) as again:
        assert again.get("entries") == {}
        assert not again.put("entries", ROWS)
        assert again.get("entries") == {}
    assert time.perf_counter() - start < BUSY_SECONDS * 2
    other.execute("ROLLBACK")
    other.close()
    with open_again(store, said) as again:
        assert again.get("entries") == FOUND
    assert said == []


WRITER = """
import sys
from pathlib import Path
from afterword.source.store import Store
rows = [(f"a{n}.md", b"key %d" % n, b"value %d" % n * 50) for n in range(200)]
print("ready", flush=True)
kept = 0
for _ in range(int(sys.argv[2])):
    with Store(Path(sys.argv[1]), print) as store:
        kept += store.put("entries", rows, gone=["no.md"])
        found = store.get("entries")
        assert found.items() <= {name: (key, value) for name, key, value in rows}.items()
print(kept)
"""


def _start(folder: Path, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_programs_use_it_at_once(tmp_path: Path, said: list[str]) -> None:
    told = [program.communicate()[0] for program in [_start(tmp_path, 30), _start(tmp_path, 30)]]
    assert all(each.startswith("ready\n") for each in told)
    assert not any("made anew" in each for each in told)
    with Store(tmp_path, said.append) as store:
        assert store.get("entries") == FOUND


@pytest.mark.skipif(os.name == "nt", reason="kill as on POSIX")
def test_whoever_is_killed_while_writing_leaves_a_file_that_is_right(
    tmp_path: Path, said: list[str]
) -> None:
    for number in range(8):
        writer = _start(tmp_path, 100_000)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(0.03 + number * 0.011)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        with Store(tmp_path, said.append) as store:
            assert store.get("entries").items() <= FOUND.items()
            assert store.put("entries", ROWS)
            assert store.get("entries") == FOUND
    assert said == []


def test_without_a_folder_for_the_secret_it_is_not_used(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "file"))
    with Store(tmp_path, said.append) as store:
        assert not store.put("entries", ROWS)
    assert len(said) == 1
    assert "not used" in said[0]


def test_a_read_only_file_is_read_and_a_read_only_folder_gone_without(
    store: Store, said: list[str], tmp_path: Path
) -> None:
    """As another user, since root may write anywhere."""
    reader = (
        "import os, sys\nfrom pathlib import Path\n"
        "from afterword.source.store import Store\n"
        "with Store(Path(sys.argv[1]), print) as store:\n"
        "    print(len(store.get('entries')))\n"
        "    print(store.put('entries', [('a', b'', b'')]))\n"
    )
    setpriv = shutil.which("setpriv")
    if not hasattr(os, "getuid") or os.getuid() or not setpriv:
        pytest.skip("needs root and setpriv")
    command = [setpriv, "--bounding-set=-all", "--inh-caps=-all", sys.executable, "-c", reader]
    store.path.chmod(0o400)
    store.path.parent.chmod(0o500)
    done = subprocess.run(
        [*command, str(tmp_path)], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert done[0] == "200"
    assert done[-1] == "False"
    assert len(done) == 3
