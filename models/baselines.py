"""Judges that judge nothing, which every figure is shown beside.

`length` only reads how much has been written, `step_length` how much the step itself says: the
longer, the likelier an error. `surprise` only reads how a step surprises a language model
(surprise.py), without the head beside it.
`always_right` finds no fault. `arithmetic` checks plain equations of numbers and nothing else.
"""

import ast
import itertools
import operator
import re

import numpy as np

from metrics import sigmoid

OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
PLAIN = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-"})
LATEX = [
    (re.compile(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}"), r"((\1)/(\2))"),
    (re.compile(r"\\(?:times|cdot)"), "*"),
    (re.compile(r"\\div"), "/"),
    (re.compile(r"\\%"), "%"),
    (re.compile(r"\\(?:left|right|[$,()\[\]])|[$€£]"), " "),
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),
]
LEFT = re.compile(r"[\d.+\-*/() ]*\d[\d.+\-*/() ]*$")
RIGHT = re.compile(r"[\d.+\-*/() ]*\d[\d.+\-*/() ]*")
LONGEST = 200  # characters of a side worth reading


def length_logits(steps: list[str]) -> np.ndarray:
    """One logit a step, before any fitting: minus the log of the characters written so far."""
    return -np.log(np.cumsum([max(len(step), 1) for step in steps]))


def step_length_logits(steps: list[str]) -> np.ndarray:
    """One logit a step, before any fitting: minus the log of its own characters."""
    return -np.log([max(len(step), 1) for step in steps])


def fit_rule(logits: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """(a, b), b >= 0, that maximise the likelihood of sigmoid(a + b * logit): Platt 1999.

    b may not turn negative: a rule such as 'longer is worse' stays one, whatever the fitted data
    favour.
    """
    center = logits.mean()
    x = logits - center
    a, b = np.log(labels.mean() / (1 - labels.mean())), 0.0
    for _ in range(50):  # Newton's method; two parameters, convex
        p = sigmoid(a + b * x)
        w = p * (1 - p)
        gradient = np.array([np.mean(p - labels), np.mean((p - labels) * x)])
        hessian = np.array(
            [[np.mean(w), np.mean(w * x)], [np.mean(w * x), np.mean(w * x * x) + 1e-9]]
        )
        a, b = np.array([a, b]) - np.linalg.solve(hessian, gradient)
    if b < 1e-3:
        b = 1e-3  # still the same order of the steps
        a = np.log(labels.mean() / (1 - labels.mean()))
    return float(a - b * center), float(b)


def arithmetic_probabilities(steps: list[str]) -> np.ndarray:
    """One probability a step: 0 where it holds a wrong equation of numbers, else 1."""
    return np.array([0.0 if has_wrong_equation(step) else 1.0 for step in steps])


def has_wrong_equation(text: str) -> bool:
    """Whether any `left = right` of plain numbers in `text` is false, roundings allowed.

    Chains (a = b = c) are compared pair by pair; a side that is no plain arithmetic is skipped.
    """
    for pattern, replacement in LATEX:
        text = pattern.sub(replacement, text)
    parts = text.translate(PLAIN).split("=")
    for before, after in itertools.pairwise(parts):
        left, right = _left_side(before[-LONGEST:]), _right_side(after[:LONGEST])
        # Two bare numbers are no sum: '17 (mod 5) = 2' would read as '5 = 2'.
        if left is None or right is None or not re.search(r"\d.*[+\-*/]", left + " " + right):
            continue
        values = _value(left), _value(right)
        if None not in values and not _equal(*values, right):
            return True
    return False


def _left_side(text: str) -> str | None:
    """The arithmetic at the end of `text`; None where letters, powers or variables take part."""
    found = LEFT.search(text)
    if not found:
        return None
    side, before = found.group().strip(), text[: found.start()]
    dangling = side[0] in "+*/" or (side[0] == "-" and before.strip()) or before.endswith(" of")
    return (
        None
        if dangling or (found.group()[0] != " " and before[-1:] not in ("", ":", ","))
        else side
    )


def _right_side(text: str) -> str | None:
    """The arithmetic at the start of `text`, None where it runs on into something else."""
    found = RIGHT.match(text)
    if not found:
        return None
    side = found.group().rstrip()
    follows = text[len(side) :]
    return None if re.match(r"[\w^\\%]|\s+(?:with a )?remainder", follows) else side.strip(" .")


def _value(text: str) -> float | None:
    try:
        return _evaluate(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, KeyError, ZeroDivisionError, RecursionError, OverflowError):
        return None


def _evaluate(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_evaluate(node.operand)
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](_evaluate(node.left), _evaluate(node.right))
    raise ValueError("not plain arithmetic")


def _equal(left: float, right: float, shown: str) -> bool:
    """Equal up to one unit of the last digit that `shown` has after its point."""
    decimals = re.search(r"\.(\d+)", shown)
    tolerance = 10.0 ** -len(decimals.group(1)) if decimals else 1e-6
    return abs(left - right) <= tolerance + 1e-9 * abs(right)
