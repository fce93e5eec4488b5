"""Makes the built sample site known to the tests of this folder."""

from tests.site.built import sample

__all__ = ["sample"]
