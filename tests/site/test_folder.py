"""Long files of the site's folder, written piece by piece."""

from __future__ import annotations

import os
from pathlib import Path

from afterword.site.folder import write_pieces


def test_a_long_file_is_left_alone_where_it_is_right(tmp_path: Path) -> None:
    file = tmp_path / "below" / "data.json"
    pieces = [b"x" * 100_000, b"", b"y"]
    write_pieces(pieces, str(file))
    os.utime(file, ns=(1, 1))
    write_pieces([b"".join(pieces)], str(file))
    assert file.stat().st_mtime_ns == 1
    assert file.read_bytes() == b"".join(pieces)
    assert os.listdir(file.parent) == ["data.json"]


def test_a_long_file_takes_the_place_of_another_or_of_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "data.json"
    (file / "below").mkdir(parents=True)
    for pieces in ([b"one"], [b"two"], [b"two", b"more"], [b"tw"], []):
        write_pieces(pieces, str(file))
        assert file.read_bytes() == b"".join(pieces)
    assert os.listdir(tmp_path) == ["data.json"]
