"""Build labelled examples: trees of right steps with wrong and right alternatives beside them."""

import random
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

from annotations import ANNOTATION, parse_number
from corrupt import corrupt_step, slip_number
from edit_question import edit_number, edit_relation
from resample import find_numbers, retold
from voices import CLOSINGS, OPENINGS, VOICES, Voice, restate, stated_for, tell_step

RESAMPLED = 0.6  # share of stories told with other numbers, where that is exact
MERGED = 0.3  # share of lines told in one step with the line before
WRONG_SIBLING = 0.65
WRONG_LINE = 0.5  # chance of an error a line: a step of several lines is likelier to have one
RIGHT_SIBLING = 0.15
RELATION_FIRST = 0.85  # few questions have a relation to turn round; most have a number to change
MISREAD = [
    ("half", "twice"), ("twice", "half"), ("twice", "three times"), ("more", "fewer"),
    ("less", "more"), ("per day", "per week"), ("third", "quarter"),
    ("double", "triple"), ("weekly", "daily"), ("an hour", "a day"), ("dozen", "pair"),
]  # fmt: skip


def story(record: dict, rng: random.Random) -> tuple[str, list[str], str]:
    """(question, annotated lines, answer as spelled) of a GSM8K record, perhaps resampled."""
    if rng.random() < RESAMPLED:
        record = retold(record, rng) or record
    return as_published(record)


def as_published(record: dict) -> tuple[str, list[str], str]:
    """(question, annotated lines, answer as spelled) of a GSM8K record."""
    body, _, final = record["answer"].partition("####")
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    return record["question"], lines, final.strip()


def choose_voice(rng: random.Random) -> Voice:
    return rng.choices(VOICES, [3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2])[0]


def group_lines(lines: list[str], voice: Voice, rng: random.Random) -> list[list[str]]:
    """Lines told together in one step; voices that chat tell more at a time."""
    groups: list[list[str]] = []
    for line in lines:
        if groups and voice.chatty and len(groups[-1]) < 3 and rng.random() < MERGED:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def tell_group(
    group: list[str], first: int, last: bool, voice: Voice, seed: float, stated: list[str]
) -> str:
    """A step of one or more lines; the same seed tells twins alike.

    `stated` holds for each line the sentence of the problem to quote, '' for none.
    """
    rng = random.Random(seed)
    told = [tell_step(group[0], first, last, voice, rng, stated[0])]
    plain = replace(voice, numbered=False)
    told += [
        tell_step(line, max(1, first), False, plain, rng, quoted)
        for line, quoted in zip(group[1:], stated[1:], strict=True)
    ]
    return " ".join(told)


def common_prefix(a: str, b: str) -> int:
    """Number of characters with which both texts begin."""
    return next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


def misread(text: str, rng: random.Random) -> str | None:
    """A restatement with one number miscopied or one relation misread."""
    numbers = find_numbers(text)
    if numbers and rng.random() < 0.6:
        chosen = rng.choice(numbers)
        slipped = slip_number(chosen[0], rng)
        return text[: chosen.start()] + slipped + text[chosen.end() :] if slipped else None
    words = [(a, b) for a, b in MISREAD if f" {a} " in text]
    if not words:
        return None
    a, b = rng.choice(words)
    return text.replace(f" {a} ", f" {b} ", 1)


class Tree:
    """An example under construction: segments in order, each a plain dictionary for JSON.

    `kinds` names the error of each wrong segment, for evaluation by kind, `voice` the telling.
    """

    def __init__(self, problem: str, language: bool, voice: str = ""):
        self.segments: list[dict] = [{"text": problem, "parent": -1}]
        self.kinds: dict[int, str] = {}
        self.voice = voice
        self.tip = 0
        self.language = language

    def right(self, text: str) -> None:
        """Go on with a right step."""
        parent, self.tip = self.tip, len(self.segments)
        self.segments.append(
            {"text": text, "parent": parent, "label": 1, "language": self.language}
        )

    def right_sibling(self, text: str) -> None:
        """Another right step at this place; the tree does not go on from it."""
        self.segments.append({"text": text, "parent": self.tip, "label": 1})

    def wrong(self, text: str, wrong_from: int | None, kind: str) -> None:
        """A wrong step at this place."""
        self.kinds[len(self.segments)] = kind
        self.segments.append(
            {"text": text, "parent": self.tip, "label": 0, "wrong_from": wrong_from}
        )

    def graded(self) -> list[dict]:
        """The segments of a whole solution's tree, each step with an `outcome`: the share of right
        answers among the solutions that pass through it. One ends, wrong, in each wrong step, and
        one, right, where the tree was last gone on with.
        """
        parents = {segment["parent"] for segment in self.segments}
        ends = {at: 0 for at, segment in enumerate(self.segments) if segment.get("label") == 0}
        if self.tip not in parents:
            ends[self.tip] = 1
        outcomes: dict[int, list[int]] = defaultdict(list)
        for end, outcome in ends.items():
            at = end
            while at > 0:
                outcomes[at].append(outcome)
                at = self.segments[at]["parent"]
        for at, passing in outcomes.items():
            self.segments[at]["outcome"] = sum(passing) / len(passing)
        return self.segments


def open_tree(
    tree: Tree, question: str, voice: Voice, rng: random.Random, alternatives: bool
) -> int:
    """Add what a chatty voice says before the first calculation; returns the number of steps."""
    if not voice.chatty or rng.random() < 0.4:
        return 0
    told = restate(question, rng) if rng.random() < 0.6 else None
    opening = rng.choice(OPENINGS)
    if told is None:
        tree.right(opening)
        return 1
    before = opening + " " if rng.random() < 0.5 else ""
    wrong = misread(told, rng)
    if alternatives and wrong is not None and rng.random() < WRONG_SIBLING:
        tree.wrong(before + wrong, len(before) + common_prefix(told, wrong), "restated")
    tree.right(before + told)
    return 1


def close_tree(
    tree: Tree,
    final: str,
    quantities: list[Fraction],
    voice: Voice,
    rng: random.Random,
    alternatives: bool,
) -> None:
    """Add a closing step that states the answer."""
    if rng.random() > (0.75 if voice.chatty else 0.3):
        return
    closing = rng.choice(CLOSINGS)
    others = [str(q) for q in quantities if q.denominator == 1 and q != parse_number(final)]
    wrong = rng.choice(others) if others and rng.random() < 0.7 else slip_number(final, rng)
    if alternatives and wrong is not None and rng.random() < WRONG_SIBLING:
        right_text, wrong_text = closing.format(n=final), closing.format(n=wrong)
        tree.wrong(wrong_text, common_prefix(right_text, wrong_text), "final")
    tree.right(closing.format(n=final))


def known_quantities(question: str, lines: list[str]) -> list[Fraction]:
    """Values that the question states or the lines have calculated."""
    stated = [parse_number(m[0]) for m in find_numbers(question)]
    results = [parse_number(m[2]) for line in lines for m in ANNOTATION.finditer(line)]
    return [q for q in stated + results if q is not None]


def solution_tree(
    record: dict, rng: random.Random, language: bool, attempts: list[dict] | None = None
) -> Tree:
    """A right solution in one voice, with wrong and right alternatives beside its steps.

    `attempts` are a solver's own wrong next steps for this record (attempts.py); where there are
    some, the numbers stay as they are.
    """
    if attempts:
        question, lines, final = as_published(record)
    else:
        question, lines, final = story(record, rng)
    voice = choose_voice(rng)
    tree = Tree(question, language, voice.name)
    open_tree(tree, question, voice, rng, alternatives=True)
    groups = group_lines(lines, voice, rng)
    done: list[str] = []
    for index, group in enumerate(groups):
        last = index == len(groups) - 1
        seed = rng.random()
        stated = [stated_for(line, question) for line in group]
        text = tell_group(group, index, last, voice, seed, stated)
        own = [a for a in attempts or [] if a["index"] == len(done)]
        for attempt in own:
            told = tell_group([attempt["line"]], index, last, voice, seed, stated[:1])
            tree.wrong(told, None, attempt["kind"])
        if not own and rng.random() < 1 - (1 - WRONG_LINE) ** len(group):
            known = known_quantities(question, done + group[:-1])
            corrupted = corrupt_step(group[-1], known, rng)
            if corrupted is not None:
                wrong = tell_group([*group[:-1], corrupted[0]], index, last, voice, seed, stated)
                tree.wrong(wrong, common_prefix(text, wrong), corrupted[1])
        if rng.random() < RIGHT_SIBLING:
            tree.right_sibling(
                tell_group(group, index, last, choose_voice(rng), rng.random(), stated)
            )
        tree.right(text)
        done += group
    close_tree(tree, final, known_quantities(question, lines), voice, rng, alternatives=True)
    return tree


def edited_chain(record: dict, rng: random.Random) -> Tree | None:
    """An edited question over an unchanged solution, up to the step that the edit makes wrong."""
    question, lines, _ = story(record, rng)
    edit = edit_relation(question, lines, rng) if rng.random() < RELATION_FIRST else None
    edit = edit or edit_number(question, lines, rng)
    if edit is None:
        return None
    voice = choose_voice(rng)
    tree = Tree(edit.question, language=False, voice=voice.name)
    open_tree(tree, edit.question, voice, rng, alternatives=False)
    done = 0
    groups = group_lines(lines, voice, rng)
    for index, group in enumerate(groups):
        kept = group[: edit.wrong_step - done + 1]
        # What the edit changed is never quoted: the calculation alone contradicts it.
        quoted = [stated_for(line, question) for line in kept]
        quoted = [s if s in edit.question else "" for s in quoted]
        text = tell_group(kept, index, index == len(groups) - 1, voice, rng.random(), quoted)
        done += len(group)
        if edit.wrong_step < done:
            clue = [m.start() for m in find_numbers(text) if parse_number(m[0]) == edit.clue]
            tree.wrong(text, clue[0] if clue else None, edit.kind)
            return tree
        tree.right(text)
    return None
