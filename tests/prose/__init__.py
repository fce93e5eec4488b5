"""Tests of the room `prose`."""
