"""Read GSM8K's annotated solutions: steps, and in them equations whose truth can be computed.

A line such as `Natalia sold 48/2 = <<48/2=24>>24 clips in May.` becomes a step whose text has no
annotation, with an equation that knows where its expression and its result stand in that text.
"""

import ast
import operator
import re
from dataclasses import dataclass
from fractions import Fraction

ANNOTATION = re.compile(r"<<([^<>]*)=([^<>=]*)>>")
NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?")
OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Equation:
    """An equation of a step.

    `expression` is its calculation in plain symbols ('48/2'), `value` its exact value. `shown` is
    the span of the expression in the step's text, None where the text words it differently;
    `result` is the span of the result.
    """

    expression: str
    value: Fraction
    shown: tuple[int, int] | None
    result: tuple[int, int]


@dataclass(frozen=True)
class Step:
    text: str
    equations: tuple[Equation, ...]


@dataclass(frozen=True)
class AnnotatedSolution:
    """`answer` is None where the text after '####' is no number."""

    steps: tuple[Step, ...]
    answer: Fraction | None


def parse_number(text: str) -> Fraction | None:
    """Value of '1,234.5', '$80', '20%' (as 20) or '3/4'; None if it is no number."""
    cleaned = text.strip().strip("$%").replace(",", "")
    try:
        return Fraction(cleaned)
    except (ValueError, ZeroDivisionError):
        return None


def evaluate(expression: str) -> Fraction | None:
    """Exact value of numbers joined by + − * / and brackets; None if it is anything else."""
    cleaned = expression.replace(",", "").replace("$", "").replace("×", "*").replace("÷", "/")
    cleaned = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1/100)", cleaned)
    cleaned = re.sub(r"(?<=[\d)])\s*x\s*(?=[\d(])", "*", cleaned)
    cleaned = re.sub(r"(?<![\d.])0+(?=\d)", "", cleaned)  # Python refuses 007
    try:
        return _value(ast.parse(cleaned.strip(), mode="eval").body, cleaned.strip())
    except (SyntaxError, ValueError, ZeroDivisionError, RecursionError, MemoryError):
        return None


def _value(node: ast.AST, source: str) -> Fraction:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Fraction(ast.get_source_segment(source, node))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, source)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        return OPERATIONS[type(node.op)](_value(node.left, source), _value(node.right, source))
    raise ValueError(f"not arithmetic: {ast.dump(node)[:60]}")


def parse_step(line: str) -> Step:
    """One line of a solution. Equations whose annotation is false or unreadable are left out."""
    text = ""
    at = 0
    equations = []
    for match in ANNOTATION.finditer(line):
        text += line[at : match.start()]
        at = match.end()
        expression, claimed = match[1].strip(), parse_number(match[2])
        value = evaluate(expression)
        result = NUMBER.match(line, at)
        if value is None or claimed is None or result is None or not result[0]:
            continue
        if value != claimed or parse_number(result[0]) != value:
            continue
        equations.append(
            Equation(
                expression,
                value,
                _shown_span(text, expression),
                (len(text), len(text) + len(result[0])),
            )
        )
    return Step(text + line[at:], tuple(equations))


def _shown_span(before: str, expression: str) -> tuple[int, int] | None:
    """Where `expression` ends the text before its result, whatever its spacing, $, % and ×."""
    match = re.search(rf"({written_as(expression)}%?)\s*=\s*\$?\s*$", before)
    return match.span(1) if match else None


def written_as(expression: str) -> str:
    """A pattern for the ways in which texts write an annotation's expression."""
    signs = {"*": r"[*x×]", "/": r"[/÷]"}
    return r"[\s$,%]*".join(signs.get(c, re.escape(c)) for c in re.sub(r"\s", "", expression))


def parse_solution(answer: str) -> AnnotatedSolution:
    """A GSM8K `answer` field: its lines as steps, and the number after '####'."""
    body, _, final = answer.partition("####")
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    return AnnotatedSolution(tuple(parse_step(line) for line in lines), parse_number(final))
