"""Afterword: a personal job-search journal in Markdown and git."""

__version__ = "0.1.0"
