"""Rows to the formats of other programs."""
