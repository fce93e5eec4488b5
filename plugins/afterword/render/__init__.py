"""The site's sources for other generators: plain Markdown, HTML and assets."""
