"""The calculator that a solver calls: it writes '48/2=', and the result is written for it."""

import re
from fractions import Fraction

from annotations import ANNOTATION, NUMBER, evaluate, parse_number

EXPRESSION = r"(?<![\d.,])([\d.(][\d.()%]*[+\-*/][\d.()+\-*/%]*)="
CALL = re.compile(EXPRESSION + "$")
ANSWERED_CALL = re.compile(EXPRESSION + r"(?=(\d[\d,]*(?:\.\d+)?))")
TOKEN = re.compile(r"[\d.]+|[()+\-*/%]")
MOST_DIGITS = 12


def for_calculator(line: str) -> str:
    """A GSM8K line whose annotated calculations stand as calls with their results.

    However the line words a calculation, it becomes the annotation's, tight and in plain symbols:
    '48 clips / 2 = <<48/2=24>>24 clips' becomes '48/2=24 clips'. Annotations that are false, or
    that the calculator would not write so, only go.
    """
    out, at = "", 0
    for match in ANNOTATION.finditer(line):
        out += line[at : match.start()]
        at = match.end()
        call = re.sub(r"[\s$,]", "", match[1]) + "="
        result = NUMBER.match(line, at)
        written = calculate(call)
        if written and result and parse_number(result[0]) == parse_number(written):
            shown = _worded(call).search(out)
            out = out[: shown.start()] if shown else out
            out += call + written
            at = result.end()
    return out + line[at:]


def _worded(call: str) -> re.Pattern:
    """A call at the end of a text, with units and signs of money among its numbers."""
    signs = {"*": r"[*x×]", "/": r"[/÷]", "-": r"[-–]"}
    gap = r"(?:[\s$,%A-Za-z'-]|/[a-z])*?"
    parts = [signs.get(t) or ",?".join(map(re.escape, t)) for t in TOKEN.findall(call)]
    return re.compile(rf"(?<![\d.,]){gap.join(parts)}{gap}=\s*\$?\s*$")


def calculate(text: str) -> str | None:
    """What the calculator writes where `text` ends with a call; None where it does not."""
    call = CALL.search(text)
    value = evaluate(call[1]) if call else None
    return None if value is None else spell(value)


def spell(value: Fraction) -> str | None:
    """Plain digits, money's two decimals at most; None for a number too long to be meant."""
    whole = value.denominator == 1
    spelled = str(value.numerator) if whole else f"{float(value):.2f}".rstrip("0").rstrip(".")
    return spelled if len(spelled) <= MOST_DIGITS else None


def as_annotated(line: str) -> str:
    """A solver's line in GSM8K's own form: each call with its annotation before the result."""
    return ANSWERED_CALL.sub(lambda m: f"{m[0]}<<{m[1]}={m[2].replace(',', '')}>>", line)
