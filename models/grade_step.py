"""Grade one step that a model wrote in place of a line of an annotated solution.

Exact where the annotations decide: false arithmetic is wrong; a value that the annotated solution
still needs, or needs on the way to one, is right. A value from which one calculation with a known
number reaches the annotated path may belong to another right way: it is left undecided, as is one
that was known before and one that the solution writes without an annotation. Anything else lies on
no path to the answer and is wrong.
"""

import ast
import itertools
import re
from dataclasses import dataclass
from fractions import Fraction

from annotations import ANNOTATION, evaluate, parse_number
from resample import find_numbers

EQUATION = re.compile(
    r"(?P<left>[$(]*\d[\d.,]*%?[)]*(?:\s*[-+*/x×÷]\s*[$(]*\d[\d.,]*%?[)]*)+)\s*=\s*\$?"
    r"(?P<result>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
)
# Numbers that no question needs to state: parts of a whole, months, minutes, percent.
COMMON = {Fraction(n) for n in (1, 2, 12, 60, 100)}


@dataclass(frozen=True)
class StepGrade:
    """`kind` is 'attempt right', 'attempt slip' (false arithmetic) or 'attempt' (a value on no
    right path)."""

    right: bool
    kind: str


def annotate(text: str) -> str | None:
    """`text` with `<<expression=value>>` before each result, as stated; None without equations."""
    out, at = "", 0
    for match in EQUATION.finditer(text):
        expression = re.sub(r"[\s$,]", "", match["left"])
        if evaluate(expression) is None:
            return None
        start = match.start("result")
        out += text[at:start] + f"<<{expression}={match['result'].replace(',', '')}>>"
        at = start
    return out + text[at:] if at else None


def grade_step(line: str, question: str, gold: list[str], index: int) -> StepGrade | None:
    """The grade of an annotated `line` in place of `gold[index]`, or None if undecided.

    `gold` are the annotated lines of the whole right solution.
    """
    equations = [(evaluate(m[1]), parse_number(m[2])) for m in ANNOTATION.finditer(line)]
    if not equations or None in itertools.chain(*equations):
        return None
    if any(not _close(value, claimed) for value, claimed in equations):
        return StepGrade(False, "attempt slip")
    ahead = set().union(*(_values_on_the_way(g) for g in gold[index:]))
    known = {parse_number(m[0]) for m in find_numbers(question)}
    known |= set().union(set(), *(_values_on_the_way(g) for g in gold[:index]))
    value = equations[-1][1]
    if value in ahead - known:
        return StepGrade(True, "attempt right")
    written = {parse_number(m[0]) for g in gold for m in find_numbers(ANNOTATION.sub("", g))}
    if value in known | ahead | written or not ahead:
        return None
    # Where a single calculation is left to do, there is no other way to the answer.
    if len(ahead) > 1 and any(ahead & _one_calculation(value, other) for other in known | COMMON):
        return None
    return StepGrade(False, "attempt")


def _close(value: Fraction, claimed: Fraction) -> bool:
    """Equal, or rounded to the two decimals of money."""
    return abs(value - claimed) <= Fraction(1, 200)


def _values_on_the_way(line: str) -> set[Fraction]:
    """Values of every calculation in a line's annotations and of each part of one."""
    values: set[Fraction] = set()
    for match in ANNOTATION.finditer(line):
        stated = parse_number(match[2])
        if stated is not None:
            values.add(stated)
        try:
            tree = ast.parse(match[1].replace(",", "").replace("$", "").strip(), mode="eval")
        except SyntaxError:
            continue
        parts = (ast.unparse(n) for n in ast.walk(tree) if isinstance(n, ast.BinOp))
        values |= {value for part in parts if (value := evaluate(part)) is not None}
    return values


def _one_calculation(a: Fraction, b: Fraction | None) -> set[Fraction]:
    if b is None:
        return set()
    reached = {a + b, a - b, b - a, a * b}
    return reached | ({a / b} if b else set()) | ({b / a} if a else set())
