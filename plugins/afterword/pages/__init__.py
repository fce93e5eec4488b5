"""Rows to pages: templates, and the addresses they link to. Knows no MkDocs."""
