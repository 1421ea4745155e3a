"""The calculator that a solver calls: it writes '<<48/2>>', the result is written for it."""

import re
from fractions import Fraction

from annotations import ANNOTATION, NUMBER, evaluate, parse_number

CALL = re.compile(r"<<([^<>=]{1,60})>>")
MOST_DIGITS = 12


def for_calculator(line: str) -> str:
    """A GSM8K line whose annotations are calls; those that are false or lead to no number go."""

    def call(match: re.Match) -> str:
        result = NUMBER.match(line, match.end())
        value = evaluate(match[1])
        right = value is not None and result and parse_number(result[0]) == value
        expression = re.sub(r"[\s$,]", "", match[1])
        return f"<<{expression}>>" if right else ""

    return ANNOTATION.sub(call, line)


def calculate(text: str) -> str | None:
    """What the calculator writes where `text` has just closed a call; None where it cannot."""
    calls = list(CALL.finditer(text))
    if not calls or calls[-1].end() != len(text):
        return None
    value = evaluate(calls[-1][1])
    return None if value is None else spell(value)


def spell(value: Fraction) -> str | None:
    """Plain digits, money's two decimals at most; None for a number too long to be meant."""
    whole = value.denominator == 1
    spelled = str(value.numerator) if whole else f"{float(value):.2f}".rstrip("0").rstrip(".")
    return spelled if len(spelled) <= MOST_DIGITS else None


def as_annotated(line: str) -> str:
    """A solver's line in GSM8K's own form, each call with the result that was written after it."""

    def annotate(match: re.Match) -> str:
        result = NUMBER.match(line, match.end())
        return f"<<{match[1]}={result[0].replace(',', '')}>>" if result and result[0] else ""

    return CALL.sub(annotate, line)


def without_calls(line: str) -> str:
    """A solver's line as a reader sees it."""
    return CALL.sub("", line)
