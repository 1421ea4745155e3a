"""Change the question under an unchanged solution: the first step resting on it becomes wrong.

That step's own text gives nothing away; only the question contradicts it. Real errors are mostly of
this kind: a misread quantity, relation or request, calculated well.
"""

import random
import re
from dataclasses import dataclass
from fractions import Fraction

from annotations import ANNOTATION, parse_number
from resample import changeable_numbers, draw_like, find_numbers, spell_number

HALF = re.compile(r"/\s*2(?![\d.])|\*\s*0?\.50?(?!\d)|(?<![\d.])0?\.50?\s*\*|1/2")
TIMES = {
    2: re.compile(r"\*\s*2(?![\d.])|(?<![\d.])2\s*\*"),
    3: re.compile(r"\*\s*3(?![\d.])|(?<![\d.])3\s*\*"),
}
THIRD = re.compile(r"/\s*3(?![\d.])|1/3")
# What the question says, what it says afterwards, and the calculation that rested on it.
RELATIONS = [
    (r"\bhalf as (many|much)\b", r"twice as \1", HALF),
    (r"\bhalf of\b", "a third of", HALF),
    (r"\bhalf the\b", "a quarter of the", HALF),
    (r"\btwice as (many|much)\b", r"half as \1", TIMES[2]),
    (r"\btwice as (many|much)\b", r"three times as \1", TIMES[2]),
    (r"\btwice the\b", "three times the", TIMES[2]),
    (r"\bdouble\b", "triple", TIMES[2]),
    (r"\b(?:three times|thrice|3 times) as (many|much)\b", r"twice as \1", TIMES[3]),
    (r"\btriple\b", "double", TIMES[3]),
    (r"\b(?:a|one) third of\b", "half of", THIRD),
]  # fmt: skip
COMPARISON = re.compile(
    r"(?<![\d.,])(\d+(?:\.\d+)?)((?: \w+){0,2}?) (more|fewer|less)((?: \w+){0,3}?) than\b"
)
OPPOSITE = {"more": "fewer", "fewer": "more", "less": "more"}


@dataclass(frozen=True)
class EditedQuestion:
    """`wrong_step` is the index of the first line that the edit makes wrong. `clue` is the number
    in it that gives the error's place away, None where only the whole step tells."""

    question: str
    wrong_step: int
    clue: Fraction | None
    kind: str


def edit_number(question: str, lines: list[str], rng: random.Random) -> EditedQuestion | None:
    """State another number; the first line that shows or uses the old one becomes wrong."""
    changeable = changeable_numbers(question, "\n".join(lines))
    if not changeable:
        return None
    value = rng.choice(changeable)
    other = next((v for v in (draw_like(value, rng) for _ in range(20)) if v != value), None)
    place = next(m for m in find_numbers(question) if parse_number(m[0]) == value)
    spelled = spell_number(other, place[0]) if other is not None else None
    if spelled is None:
        return None
    edited = question[: place.start()] + spelled + question[place.end() :]
    wrong = _first_line(lines, lambda line: value in _values(line))
    return EditedQuestion(edited, wrong, value, "edited number") if wrong is not None else None


def edit_relation(question: str, lines: list[str], rng: random.Random) -> EditedQuestion | None:
    """Turn round a relation ('half', 'more') that one calculation rests on."""
    candidates = []
    for pattern, replacement, calculation in RELATIONS:
        if len(re.findall(pattern, question)) != 1:
            continue
        wrong = _first_line(lines, lambda line, c=calculation: bool(c.search(_expressions(line))))
        if wrong is not None:
            edited = re.sub(pattern, replacement, question)
            candidates.append(EditedQuestion(edited, wrong, None, "edited relation"))
    for match in COMPARISON.finditer(question):
        amount = parse_number(match[1])
        edited = question[: match.start(3)] + OPPOSITE[match[3]] + question[match.end(3) :]
        wrong = _first_line(lines, lambda line, a=amount: _adds(line, a))
        if wrong is not None:
            candidates.append(EditedQuestion(edited, wrong, None, "edited relation"))
    return rng.choice(candidates) if candidates else None


def _first_line(lines: list[str], holds) -> int | None:
    return next((i for i, line in enumerate(lines) if holds(line)), None)


def _values(line: str) -> set[Fraction | None]:
    return {parse_number(m[0]) for m in find_numbers(line)}


def _expressions(line: str) -> str:
    return " ; ".join(m[1] for m in ANNOTATION.finditer(line))


def _adds(line: str, amount: Fraction) -> bool:
    """Whether a calculation of the line adds or subtracts just this amount."""
    for match in re.finditer(
        r"[-+]\s*([\d.]+)(?!\s*[*/\d.])|(?<![*/\d.])([\d.]+)\s*[-+]", _expressions(line)
    ):
        if parse_number(match[1] or match[2]) == amount:
            return True
    return False
