"""Tests of what is owed to whom, and when."""
