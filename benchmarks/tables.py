"""What was measured, as the Markdown that README shows: medians, ranges, ratios, growth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

BEGIN = "<!-- benchmarks: begin -->"
END = "<!-- benchmarks: end -->"
MEASURED = (
    "build from nothing",
    "build after one edit",
    "edit to new page served",
    "peak memory",
)
BASES = {
    "afterword due, warm cache": "python -c 'import yaml'",
    "afterword due, no cache": "bare reading with libyaml",
    "afterword done": "afterword due, warm cache",
}
"""What each command is measured against."""


@dataclass(slots=True)
class Figures:
    """Everything measured: values by size, what, and whose; seconds, and MB for memory.

    The values of one run stand at the same place in each list: they are a pair.
    """

    names: tuple[str, ...]
    reference: str
    pages: dict[tuple[int, str], int] = field(default_factory=dict)
    commands: dict[tuple[int, str], list[float]] = field(default_factory=dict)
    _values: dict[tuple[int, str, str], list[float]] = field(default_factory=dict)
    _failed: dict[tuple[int, str], str] = field(default_factory=dict)

    def add(self, entries: int, what: str, name: str, value: float) -> None:
        """Keep a value of one run."""
        self._values.setdefault((entries, what, name), []).append(value)

    def fail(self, entries: int, name: str, why: str) -> None:
        """Say why there is no value."""
        self._failed[entries, name] = why

    @property
    def sizes(self) -> list[int]:
        """The sizes of journals, the smallest first."""
        return sorted({entries for entries, *_ in (*self._values, *self._failed, *self.commands)})

    def cell(self, entries: int, what: str, name: str) -> str:
        """Return the median, the range, and the median ratio to the reference of the same runs."""
        found = self._values.get((entries, what, name), [])
        if not found:
            return self._failed.get((entries, name), "not measured")
        said = spread(found, "MB" if what == "peak memory" else "s")
        base = self._values.get((entries, what, self.reference), [])
        if name == self.reference or not base:
            return said
        return f"{said}, **{ratio(found, base)}**"

    def growth(self, what: str, name: str, small: int, large: int) -> str:
        """Return how many times the larger journal takes what the smaller one does."""
        few = self._values.get((small, what, name), [])
        many = self._values.get((large, what, name), [])
        return f"{median(many) / median(few):.1f}" if few and many else "not measured"


def spread(values: Sequence[float], unit: str) -> str:
    """Return the median with its unit, and the least and the greatest value."""
    digits = 0 if unit == "MB" else 2
    low, high = min(values), max(values)
    return f"{median(values):.{digits}f} {unit} ({low:.{digits}f}-{high:.{digits}f})"


def ratio(values: Sequence[float], base: Sequence[float]) -> str:
    """Return the median of the ratios of each pair."""
    return f"{median(one / other for one, other in zip(values, base, strict=False)):.2f}"


def document(
    figures: Figures, builds: Mapping[str, str], runs: int, machine: str, command: str
) -> str:
    """Return all tables, what is built, and the command that measured it."""
    lines = [
        f"Median (least-most) of {runs} runs, interleaved, on {machine}.",
        f"**Bold** is the ratio to {figures.reference} in the same runs.",
        f"Measured with `{command}`.",
        "",
        *(f"- {name} builds {what}{_pages(figures, name)}." for name, what in builds.items()),
    ]
    for entries in figures.sizes:
        lines += ["", *_row([f"{entries:,} entries", *figures.names], head=True)]
        for what in MEASURED:
            cells = (figures.cell(entries, what, name) for name in figures.names)
            lines += _row([what, *cells])
    if len(figures.sizes) > 1:
        lines += _growth(figures)
    return "\n".join([*lines, *_commands(figures), ""])


def _pages(figures: Figures, name: str) -> str:
    counts = [figures.pages.get((entries, name)) for entries in figures.sizes]
    known = [f"{count:,}" for count in counts if count is not None]
    return f" ({', '.join(known)} pages)" if known else ""


def _growth(figures: Figures) -> list[str]:
    small, large = figures.sizes[-2:]
    title = f"{large:,} entries take so many times what {small:,} do"
    lines = ["", *_row([title, *figures.names], head=True)]
    for what in MEASURED:
        cells = (figures.growth(what, name, small, large) for name in figures.names)
        lines += _row([what, *cells])
    return lines


def _commands(figures: Figures) -> list[str]:
    sizes = figures.sizes
    lines = ["", *_row(["command", *(f"{entries:,} entries" for entries in sizes)], head=True)]
    for name in dict.fromkeys(name for _, name in figures.commands):
        cells = []
        for entries in sizes:
            found = figures.commands.get((entries, name), [])
            if not found:
                cells.append("not measured")
                continue
            base = figures.commands.get((entries, BASES.get(name, "")), [])
            said = spread(found, "s")
            cells.append(f"{said}, **{ratio(found, base)}**" if base else said)
        against = f", to `{BASES[name]}`" if name in BASES else ""
        lines += _row([f"`{name}`{against}", *cells])
    return lines


def _row(cells: Sequence[str], *, head: bool = False) -> list[str]:
    found = [f"| {' | '.join(cells)} |"]
    return [*found, f"|{'---|' * len(cells)}"] if head else found


def write_into(path: Path, text: str) -> None:
    """Put a text between the markers of a file; raises `ValueError` where they are missing."""
    whole = path.read_text(encoding="utf-8")
    before, found, rest = whole.partition(BEGIN)
    _, closed, after = rest.partition(END)
    if not found or not closed:
        raise ValueError(f"{path.name} has no place for the table: `{BEGIN}` and `{END}`.")
    path.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf-8")
