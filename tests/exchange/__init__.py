"""Tests of the journal as other programs get it."""
