"""Text to model: front matter with positions, the schema, settings, and loading a journal."""
