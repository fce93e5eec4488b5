"""Tests of the rows that pages, commands and feeds share."""
