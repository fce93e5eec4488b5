"""Projections of the journal at a day: frozen rows, the same for pages, commands and feeds."""
