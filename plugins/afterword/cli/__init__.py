"""The commands; they never import MkDocs."""
