"""What the journal's folder holds besides what its entries say: every file, as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from afterword.model.frozen import frozen

TEXTS = (
    *(".md", ".markdown", ".mdown", ".mkdn", ".mkd"),
    *(".txt", ".csv", ".tsv", ".ics", ".vcf", ".tex", ".bib", ".org"),
)
"""How the names of files end that are taken along and brought back.

None that a browser would run: what another journal's file holds is published with the site.
"""


@frozen
class Folder:
    """The folder's files, published or not; hidden files and editors' leftovers are no part of it.

    `texts` are all files that are UTF-8 text by name and content, entries among them, by path.
    `pages` are those of them that the site publishes as pages and that are no entries; `marked` the
    pages whose own front matter says `private`, or cannot tell. `left_out` names the files that are
    no text, or that are not to be read, such as links that lead out of the journal.
    """

    texts: Mapping[str, str]
    pages: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()
