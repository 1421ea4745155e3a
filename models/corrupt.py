"""Put one error into a step, in the ways in which solvers err.

Works on raw annotated lines (`… 48/2 = <<48/2=24>>24 clips …`), so that every voice can tell the
wrong step as it would the right one. Except for slips, the arithmetic of the wrong step is right:
the error lies in what is calculated.
"""

import random
import re
from collections.abc import Callable
from fractions import Fraction

from annotations import ANNOTATION, NUMBER, evaluate, parse_number, written_as
from resample import find_numbers, spell_number

OPERATOR = re.compile(r"(?<=[\d)%])\s*([-+*/x×÷])\s*(?=[\d($.])")
SWAPS = {"+": "-*", "-": "+", "*": "/+", "x": "/+", "×": "/+", "/": "*-", "÷": "*-"}
UNITS = {
    "hours": "minutes", "minutes": "hours", "days": "weeks", "weeks": "days", "feet": "inches",
    "inches": "feet", "dollars": "cents", "cents": "dollars", "months": "years",
    "years": "months", "pounds": "ounces", "ounces": "pounds", "miles": "feet", "meters": "miles",
}  # fmt: skip
RELATIONS = [
    (r"\bhalf\b", "twice", "/", "*", 2),
    (r"\btwice\b", "half", "*", "/", 2),
    (r"\bdouble\b", "half", "*", "/", 2),
    (r"\btriple\b", "a third of", "*", "/", 3),
    (r"\b(\w+ )?more than\b", "less than", "+", "-", None),
    (r"\b(\w+ )?(?:less|fewer) than\b", "more than", "-", "+", None),
]


def slip_number(spelled: str, rng: random.Random) -> str | None:
    """A number one slip away: a digit changed by one or two, two swapped, a zero lost or gained."""
    digits = [i for i, c in enumerate(spelled) if c.isdigit()]
    value = parse_number(spelled)
    for _ in range(8):
        kind = rng.random()
        text = list(spelled)
        if kind < 0.6:
            at = rng.choice(digits)
            text[at] = str((int(text[at]) + rng.choice([-2, -1, 1, 2, 5])) % 10)
        elif kind < 0.8 and len(digits) > 1:
            at = rng.randrange(len(digits) - 1)
            first, second = digits[at], digits[at + 1]
            text[first], text[second] = text[second], text[first]
        elif kind < 0.9 and spelled.endswith("0") and len(digits) > 1 and "." not in spelled:
            text = text[:-1]
        elif "." not in spelled and "," not in spelled:
            text.append("0")
        slipped = "".join(text)
        wrong = parse_number(slipped)
        if wrong is not None and wrong != value and wrong > 0 and not re.match(r"0\d", slipped):
            return slipped
    return None


def corrupt_step(
    line: str, quantities: list[Fraction], rng: random.Random
) -> tuple[str, str] | None:
    """(wrong line, kind of error), or None if none of the tries fits.

    `quantities` are the values known before this step: the question's and earlier results.
    """
    kinds = list(CORRUPTIONS)
    rng.shuffle(kinds)
    kinds.sort(key=lambda kind: rng.random() / CORRUPTIONS[kind][1])
    for kind in kinds:
        wrong = CORRUPTIONS[kind][0](line, quantities, rng)
        if wrong is not None and ANNOTATION.sub("", wrong) != ANNOTATION.sub("", line):
            return wrong, kind
    return None


def _rewrite(line: str, match: re.Match, expression: str) -> str | None:
    """`line` with the annotated equation `match` calculating `expression` instead, rightly.

    None where the text words the calculation in a way that cannot be rewritten exactly.
    """
    value = evaluate(expression)
    old = match[1].strip()
    if value is None or value < 0:
        return None
    before, after = line[: match.start()], line[match.end() :]
    result = NUMBER.match(after)
    if result is None or not result[0]:
        return None
    spelled = spell_number(value, result[0])
    if spelled is None or value == parse_number(match[2]):
        return None
    worded = _rewrite_worded(before, old, expression)
    if worded is None:
        return None
    tail = _replace_value(after[result.end() :], parse_number(match[2]), spelled)
    return f"{worded}<<{expression}={spelled.replace(',', '')}>>{spelled}{tail}"


def _rewrite_worded(before: str, old: str, new: str) -> str | None:
    """The text before a result with `old` calculation told as `new`; the last telling counts."""
    tellings = list(re.finditer(written_as(old), before))
    if tellings:
        match = tellings[-1]
        dollar = "$" if match[0].startswith("$") else ""
        spaced = OPERATOR.sub(r" \1 ", new) if " " in match[0] else new
        return before[: match.start()] + dollar + spaced + before[match.end() :]
    changed = [(a, b) for a, b in zip(_tokens(old), _tokens(new), strict=False) if a != b]
    if len(_tokens(old)) != len(_tokens(new)) or len(changed) != 1:
        return None
    a, b = changed[0]
    places = [m for m in find_numbers(before) if parse_number(m[0]) == parse_number(a)]
    if parse_number(a) is None or len(places) != 1:
        return None
    return before[: places[0].start()] + b + before[places[0].end() :]


def _tokens(expression: str) -> list[str]:
    return re.findall(r"[\d.]+|[^\d.\s]", expression)


def _replace_value(text: str, old: Fraction | None, new: str) -> str:
    """`text` with later mentions of the old result following the new one."""
    out, at = "", 0
    for match in find_numbers(text):
        if old is not None and parse_number(match[0]) == old:
            out += text[at : match.start()] + new
            at = match.end()
    return out + text[at:]


def _last_equation(line: str) -> re.Match | None:
    matches = list(ANNOTATION.finditer(line))
    return matches[-1] if matches else None


def _slip(line: str, quantities: list[Fraction], rng: random.Random) -> str | None:
    match = _last_equation(line)
    if match is None:
        return None
    result = NUMBER.match(line, match.end())
    slipped = slip_number(result[0], rng) if result and result[0] else None
    if slipped is None:
        return None
    annotation = f"<<{match[1]}={slipped.replace(',', '')}>>"
    tail = _replace_value(line[result.end() :], parse_number(result[0]), slipped)
    return line[: match.start()] + annotation + slipped + tail


def _operator(line: str, quantities: list[Fraction], rng: random.Random) -> str | None:
    match = _last_equation(line)
    if match is None:
        return None
    operators = list(OPERATOR.finditer(match[1]))
    if not operators:
        return None
    chosen = rng.choice(operators)
    other = rng.choice(SWAPS[chosen[1]])
    expression = match[1][: chosen.start(1)] + other + match[1][chosen.end(1) :]
    return _rewrite(line, match, expression)


def _with_operand(
    line: str, rng: random.Random, replacement: Callable[[str], str | None]
) -> str | None:
    match = _last_equation(line)
    numbers = find_numbers(match[1]) if match else []
    if not numbers:
        return None
    chosen = rng.choice(numbers)
    other = replacement(chosen[0])
    if other is None:
        return None
    return _rewrite(line, match, match[1][: chosen.start()] + other + match[1][chosen.end() :])


def _wrong_quantity(line: str, quantities: list[Fraction], rng: random.Random) -> str | None:
    def another(spelled: str) -> str | None:
        others = [q for q in quantities if q != parse_number(spelled)]
        return spell_number(rng.choice(others), spelled.replace(",", "")) if others else None

    return _with_operand(line, rng, another)


def _copied(line: str, quantities: list[Fraction], rng: random.Random) -> str | None:
    return _with_operand(line, rng, lambda spelled: slip_number(spelled, rng))


def _dropped(line: str, quantities: list[Fraction], rng: random.Random) -> str | None:
    """One term or factor is forgotten."""
    match = _last_equation(line)
    terms = (
        re.fullmatch(r"([\d.]+)\s*([-+*/])\s*([\d.]+)\s*([-+*/])\s*([\d.]+)", match[1].strip())
        if match
        else None
    )
    if terms is None:
        return None
    a, first, b, second, c = terms.groups()
    return _rewrite(line, match, rng.choice([f"{a}{first}{b}", f"{a}{second}{c}"]))


def _unit(line: str, quantities: list[Fraction], rng: random.Random) -> str | None:
    match = _last_equation(line)
    if match is None:
        return None
    unit = re.compile(r"\b(" + "|".join(UNITS) + r")\b").search(line, match.end())
    return line[: unit.start()] + UNITS[unit[1]] + line[unit.end() :] if unit else None


def _relation(line: str, quantities: list[Fraction], rng: random.Random) -> str | None:
    """A relation misread, and calculated as misread."""
    match = _last_equation(line)
    if match is None:
        return None
    for word, other, operator, wrong, operand in RELATIONS:
        place = re.search(word, line[: match.start()], re.IGNORECASE)
        operators = [m for m in OPERATOR.finditer(match[1]) if m[1] == operator]
        if place is None or len(operators) != 1:
            continue
        if operand is not None and not re.search(rf"(?<![\d.]){operand}(?![\d.])", match[1]):
            continue
        chosen = operators[0]
        expression = match[1][: chosen.start(1)] + wrong + match[1][chosen.end(1) :]
        rewritten = _rewrite(line, match, expression)
        if rewritten is not None:
            kept = place[1] or "" if place.lastindex else ""
            return re.sub(word, kept + other, rewritten, count=1, flags=re.IGNORECASE)
    return None


# Each with how often it is tried first: misread quantities are the commonest real errors, slips
# the rarest and the hardest to see.
CORRUPTIONS: dict[str, tuple[Callable[..., str | None], float]] = {
    "slip": (_slip, 1.6),
    "operator": (_operator, 1.4),
    "quantity": (_wrong_quantity, 2.0),
    "copied": (_copied, 0.8),
    "dropped": (_dropped, 5.0),
    "unit": (_unit, 1.0),
    "relation": (_relation, 20.0),  # fits few lines: taken nearly wherever it does
}
