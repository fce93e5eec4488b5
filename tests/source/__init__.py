"""Text to model: splitter, fields, checklist, folder and settings."""
