"""Mirrors the package; what is shared by all tests stands in `conftest.py`."""
