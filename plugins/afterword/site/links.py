"""Links between pages, and which source paths stand for one and the same page."""

from __future__ import annotations

from mkdocs.structure.files import File, Files

from afterword.source.files import page_address


class Links:
    """The site's files by source path, and by destination where the user's own page wins."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._by_address = {
            page_address(file.src_uri): file for file in files.documentation_pages()
        }

    def find(self, path: str) -> File | None:
        """Return the file of a source path, or the one that takes its destination."""
        return self._files.get_file_from_path(path) or self._by_address.get(page_address(path))

    def add(self, file: File) -> None:
        """Take a generated file up."""
        self._files.append(file)
        self._by_address[page_address(file.src_uri)] = file

    def url(self, path: str, origin: File) -> str:
        """Return the link from one file's page to another's, "" where there is no such page."""
        target = self.find(path)
        return target.url_relative_to(origin) if target else ""
