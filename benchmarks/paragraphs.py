"""Writes the body of a generated entry: some 250 words of varied Markdown."""

from __future__ import annotations

import random
from collections.abc import Sequence

import words

_BLOCKS = ("paragraph", "bullets", "numbers", "quote", "table", "code", "note")
_WEIGHTS = (12, 4, 2, 2, 1, 1, 1)


def body(rng: random.Random, people: Sequence[str], company: str, link: str) -> str:
    """Return a body about `people` and `company`; `link` is a sentence with a link, or empty."""
    wanted = rng.randint(150, 250)
    blocks = [_paragraph(rng, people, company)]
    if link:
        blocks.append(link)
    for heading in rng.sample(words.HEADINGS, len(words.HEADINGS)):
        if sum(len(block.split()) for block in blocks) >= wanted:
            break
        blocks.append(f"## {heading}")
        kinds = ("paragraph", *rng.choices(_BLOCKS, _WEIGHTS))
        blocks += [_block(rng, kind, people, company) for kind in kinds]
    return "\n\n".join(blocks) + "\n"


def thank_you(rng: random.Random, name: str) -> str:
    """Return a section with the draft of a thank-you note."""
    topic = rng.choice(words.TOPICS)
    return (
        f"\n## Thank-you note: {name}\n\n"
        f"Dear {name.split(maxsplit=1)[0]},\n\n"
        f"thank you for the conversation, and above all for what you said about {topic}. "
        "I have thought about it since and would like to work on it with you.\n"
    )


def _filled(rng: random.Random, template: str, people: Sequence[str], company: str) -> str:
    topic, topic2 = rng.sample(words.TOPICS, 2)
    return template.format(
        person=rng.choice(people).split(maxsplit=1)[0],
        company=company or "The firm",
        topic=topic,
        topic2=topic2,
        adjective=rng.choice(words.ADJECTIVES),
        number=rng.randint(3, 90),
        number2=rng.randint(2, 12),
    )


def _paragraph(rng: random.Random, people: Sequence[str], company: str) -> str:
    chosen = rng.sample(words.SENTENCES, rng.randint(2, 4))
    return "\n".join(_filled(rng, sentence, people, company) for sentence in chosen)


def _points(rng: random.Random, people: Sequence[str], company: str) -> list[str]:
    chosen = rng.sample(words.POINTS, rng.randint(3, 4))
    return [_filled(rng, point, people, company) for point in chosen]


def _block(rng: random.Random, kind: str, people: Sequence[str], company: str) -> str:
    if kind == "bullets":
        return "\n".join(f"- {point}" for point in _points(rng, people, company))
    if kind == "numbers":
        points = _points(rng, people, company)
        return "\n".join(f"{number}. {point}" for number, point in enumerate(points, 1))
    if kind == "quote":
        return "> " + _filled(rng, rng.choice(words.SENTENCES), people, company)
    if kind == "table":
        rows = (f"| {topic} | {rng.randint(1, 5)} |" for topic in rng.sample(words.TOPICS, 3))
        return "\n".join(["| Topic | Mark |", "| --- | ---: |", *rows])
    if kind == "code":
        limit = rng.randint(2, 9)
        return f"```python\nfor attempt in range({limit}):\n    send(attempt, key=order.id)\n```"
    if kind == "note":
        return "!!! note\n    " + _filled(rng, rng.choice(words.SENTENCES), people, company)
    return _paragraph(rng, people, company)
