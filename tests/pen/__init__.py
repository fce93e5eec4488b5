"""Tests of the room `pen`."""
