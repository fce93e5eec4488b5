"""Afterword: a personal job-search journal in Markdown and git."""

__version__ = "1.0.0"
