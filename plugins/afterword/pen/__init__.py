"""What is written into a journal: ticks, new entries, repairs. The only way back from a page."""
