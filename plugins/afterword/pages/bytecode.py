"""Compiled templates, kept beside Python's own bytecode: compiling them takes half a second."""

from __future__ import annotations

import importlib.util
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache


class _Cache(FileSystemBytecodeCache):
    """Keeps what it can: a folder that may not be written to costs time, and nothing else.

    Each file holds the checksum of its template's source, so that it is never taken for another.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


@lru_cache(maxsize=1)
def bytecode_cache() -> FileSystemBytecodeCache:
    """Return the cache, in the folder where Python keeps this package's bytecode."""
    folder = Path(importlib.util.cache_from_source(__file__)).parent
    return _Cache(str(folder), "template-%s.bin")
