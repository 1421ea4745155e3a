"""Give a GSM8K problem other numbers, consistently through its question and its solution.

Works on the raw texts, annotations included. Every number that the question states and a step
calculates with may change; every result follows by calculation; everything else stays. Where that
cannot be done exactly, the answer is None, never a guess.
"""

import random
import re
from fractions import Fraction

from annotations import ANNOTATION, NUMBER, evaluate, parse_number

# Numbers that often mean something else than what the question counts: halves, dozens, days,
# weeks, hours, percent. Changing such a number in the question can leave its twin meaning behind.
CONSTANTS = {Fraction(n) for n in (0, 1, 2, 7, 12, 24, 30, 31, 52, 60, 100, 365, 1000)}
DRAWS = 40


def find_numbers(text: str) -> list[re.Match]:
    """Matches of the unsigned numbers in a text, in order."""
    return [m for m in NUMBER.finditer(text) if m[0]]


def spell_number(value: Fraction, like: str) -> str | None:
    """`value` in the style of `like` (thousands commas, decimals); None past two decimals."""
    hundredths = value * 100
    if hundredths.denominator != 1:
        return None
    if value.denominator == 1 and "." not in like:
        return f"{value.numerator:,}" if "," in like else str(value.numerator)
    if re.search(r"\.\d\d$", like) or (value * 10).denominator != 1:
        return f"{float(value):,.2f}" if "," in like else f"{float(value):.2f}"
    return f"{float(value):.1f}"


def replace_numbers(text: str, mapping: dict[Fraction, Fraction]) -> str | None:
    """`text` with each number that `mapping` holds replaced; None if one cannot be spelled."""
    out, at = "", 0
    for match in find_numbers(text):
        value = parse_number(match[0])
        if value not in mapping:
            continue
        spelled = spell_number(mapping[value], match[0])
        if spelled is None:
            return None
        out += text[at : match.start()] + spelled
        at = match.end()
    return out + text[at:]


def changeable_numbers(question: str, answer: str) -> list[Fraction]:
    """Values that the question states once, as plain amounts, and some step calculates with."""
    operands = {
        parse_number(m[0])
        for annotation in ANNOTATION.finditer(answer)
        for m in find_numbers(annotation[1])
    }
    matches = find_numbers(question)
    values = [parse_number(m[0]) for m in matches]
    plain = [
        value
        for match, value in zip(matches, values, strict=True)
        if question[match.end() : match.end() + 1] not in {"%", "/", ":"}
        and question[max(0, match.start() - 1) : match.start()] not in {"/", ":", "-"}
        and not 1900 <= value <= 2100
    ]
    return [v for v in plain if v in operands and v not in CONSTANTS and values.count(v) == 1]


def draw_like(value: Fraction, rng: random.Random) -> Fraction:
    """A number of the same kind: as round, as many decimals, between 0.4 and 2.5 times as large."""
    for unit in (1000, 100, 50, 10, 5, 1, Fraction(1, 10), Fraction(1, 100)):
        if (value / unit).denominator == 1 and value >= 3 * unit:
            break
    count = value / unit
    low, high = max(2, int(count * 2 / 5)), max(4, int(count * 5 / 2))
    return unit * rng.randint(low, high)


def resample(question: str, answer: str, rng: random.Random) -> tuple[str, str] | None:
    """(question, answer) with new numbers, the '#### answer' too; None where it is not exact."""
    changeable = changeable_numbers(question, answer)
    annotations = [(m[1], parse_number(m[2])) for m in ANNOTATION.finditer(answer)]
    if not changeable or not _explained(question, answer, annotations):
        return None
    final = parse_number(answer.partition("####")[2])
    if final is None or final not in {result for _, result in annotations}:
        return None
    for _ in range(DRAWS):
        mapping = {value: draw_like(value, rng) for value in changeable}
        if _follow(annotations, mapping) and mapping.get(final) is not None:
            new_question = replace_numbers(question, mapping)
            new_answer = replace_numbers(answer, mapping)
            if new_question and new_answer and new_question != question:
                return new_question, new_answer
    return None


def retold(record: dict, rng: random.Random) -> dict | None:
    """A GSM8K record (`question`, `answer`) with new numbers; None where it is not exact."""
    told = resample(record["question"], record["answer"], rng)
    return {"question": told[0], "answer": told[1]} if told else None


def _explained(question: str, answer: str, annotations: list[tuple[str, Fraction | None]]) -> bool:
    """Whether each number is stated, calculated before, or a usual constant, and results differ.

    A number from nowhere was worked out unseen, perhaps from one that is about to change.
    """
    stated = {parse_number(m[0]) for m in find_numbers(question)}
    results: set[Fraction] = set()
    for expression, result in annotations:
        operands = {parse_number(m[0]) for m in find_numbers(expression)}
        if result is None or evaluate(expression) != result:
            return False
        if not operands <= stated | results | CONSTANTS:
            return False
        if result in stated | results | CONSTANTS and len(operands) > 1:
            return False  # one value, two meanings: they cannot be told apart
        results.add(result)
    written = {parse_number(m[0]) for m in find_numbers(ANNOTATION.sub("", answer))}
    return written <= stated | results | CONSTANTS


def _follow(
    annotations: list[tuple[str, Fraction | None]], mapping: dict[Fraction, Fraction]
) -> bool:
    """Extend `mapping` by each result's new value; false if one is implausible or ambiguous."""
    for expression, result in annotations:
        changed = replace_numbers(expression, mapping)
        value = evaluate(changed) if changed else None
        if value is None or value <= 0 or value > 20 * result + 100:
            return False
        if (result.denominator == 1) != (value.denominator == 1) or mapping.get(
            result, value
        ) != value:
            return False
        mapping[result] = value
    return True
