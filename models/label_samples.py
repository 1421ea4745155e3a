"""Label the steps of a solver's whole solutions by the annotated values, and tell them in voices.

A right answer vouches for its steps. The first error of a wrong solution is its first calculation
that lies on no path to the answer (grade_step.py), or the closing sentence where every calculation
came to the annotated results in turn and the answer did not. All else in a wrong solution stays
without a label: of its steps that come to the right value, a third tell it of the wrong thing.
"""

import random
import re
from fractions import Fraction

from annotations import ANNOTATION, parse_number
from grade_step import grade_step
from paragraphs import paragraph_starts, paragraphs
from solver import ANSWER
from trees import Tree, choose_voice, tell_group
from voices import CLOSINGS, VOICES, Voice, stated_for

TREE_CHARACTERS = 1_450  # some 450 tokens: what fits into a packed row
MOST_LINES = 40
MOST_RIGHT = 2
MOST_WRONG = 4
TERSE = 0.3  # share of trees in the solver's own words
CLOSING = re.compile(r"^The answer is \$?(.*?)\.?$")
Label = tuple[int | None, str]
UNKNOWN: Label = (None, "")


def label_steps(problem: str, gold: list[str], sample: dict) -> list[Label]:
    """(label, kind) of each line of a sample, the label None where it is unknown.

    `gold` holds the annotated solution's lines.
    """
    lines = sample["lines"]
    if sample["correct"]:
        return [(1, "sample right")] * len(lines)
    labels: list[Label] = []
    reached, in_turn = 0, True  # annotated lines whose results came so far, and nothing else did
    for line in lines:
        if CLOSING.match(line):
            labels.append((0, "sample answer") if in_turn else UNKNOWN)
            break
        verdict = grade_step(line, problem, gold, min(reached, len(gold) - 1))
        if verdict is not None and not verdict.right:
            labels.append((0, verdict.kind.replace("attempt", "sample")))
            break
        labels.append(UNKNOWN)
        result = _result(line)
        if reached < len(gold) and result is not None and result == _result(gold[reached]):
            reached += 1
        else:
            in_turn = False
    return labels + [UNKNOWN] * (len(lines) - len(labels))


def _result(line: str) -> Fraction | None:
    annotations = ANNOTATION.findall(line)
    return parse_number(annotations[-1][1]) if annotations else None


def sample_tree(record: dict, rng: random.Random) -> Tree | None:
    """A problem's samples as the branches of one tree in one voice; None without any to learn from.

    Branches share the lines that they have in common. Every segment has an `outcome`: the share of
    right answers among the tree's solutions that pass through it.
    """
    gold = {"lines": record["lines"], "correct": True}
    labelled = [(s, label_steps(record["problem"], record["lines"], s)) for s in record["samples"]]
    distinct = {tuple(s["lines"]): (s, labels) for s, labels in labelled if s["answer"] is not None}
    right = [pair for pair in distinct.values() if pair[0]["correct"]]
    wrong = [pair for pair in distinct.values() if any(label == 0 for label, _ in pair[1])]
    if not wrong:
        return None
    # Which of many are told is drawn, so that another telling of the problem has others.
    rng.shuffle(right)
    rng.shuffle(wrong)
    if not right or rng.random() < 0.5:
        right.insert(0, (gold, [(1, "annotated")] * len(record["lines"])))
    chosen = right[:MOST_RIGHT] + wrong[:MOST_WRONG]
    rng.shuffle(chosen)
    return _Branches(record["problem"], rng).of(chosen)


class _Branches:
    """A tree under construction, the wording of each depth fixed so that equal lines stay equal."""

    def __init__(self, problem: str, rng: random.Random):
        self.problem, self.rng = problem, rng
        self.voice: Voice = VOICES[0] if rng.random() < TERSE else choose_voice(rng)
        self.seeds = [rng.random() for _ in range(MOST_LINES)]
        self.starts = paragraph_starts(MOST_LINES, rng)
        self.closing = rng.choice(CLOSINGS) if self.voice.chatty else ANSWER
        self.tree = Tree(problem, language=False, voice=self.voice.name)
        self.nodes: dict[tuple[str, ...], int] = {(): 0}
        self.outcomes: dict[int, list[int]] = {}
        self.characters = len(problem)

    def of(self, chosen: list[tuple[dict, list[Label]]]) -> Tree | None:
        for sample, labels in chosen:
            self._add(sample, labels)
        for index, outcomes in self.outcomes.items():
            self.tree.segments[index]["outcome"] = sum(outcomes) / len(outcomes)
        return self.tree if any(s.get("label") == 0 for s in self.tree.segments) else None

    def _add(self, sample: dict, labels: list[Label]) -> None:
        told, labels = self._tell(sample["lines"], labels)
        paths = [tuple(told[: end + 1]) for end in range(len(told))]
        more = sum(len(path[-1]) for path in paths if path not in self.nodes)
        if self.characters + more > TREE_CHARACTERS:
            return
        self.characters += more
        for path, (label, kind) in zip(paths, labels, strict=True):
            if path not in self.nodes:
                self.nodes[path] = len(self.tree.segments)
                self.tree.segments.append({"text": path[-1], "parent": self.nodes[path[:-1]]})
            index = self.nodes[path]
            segment = self.tree.segments[index]
            if label == 0 and segment.get("label") is None:
                segment |= {"label": 0, "wrong_from": None}
                self.tree.kinds[index] = kind
            elif label == 1:  # a way to a right answer outweighs a grade
                segment |= {"label": 1}
                self.tree.kinds.pop(index, None)
            self.outcomes.setdefault(index, []).append(int(sample["correct"]))

    def _tell(self, lines: list[str], labels: list[Label]) -> tuple[list[str], list[Label]]:
        """The lines in paragraphs, and what each paragraph's lines together are."""
        told, judged = [], []
        lines = lines[:MOST_LINES]
        for first, end in paragraphs(self.starts, len(lines)):
            closing = CLOSING.match(lines[end - 1])
            body = lines[first : end - 1 if closing else end]
            stated = [stated_for(line, self.problem) for line in body]
            last = end >= len(lines) - 1
            parts = []
            if body:
                parts.append(tell_group(body, first, last, self.voice, self.seeds[first], stated))
            if closing:
                parts.append(self.closing.format(n=closing[1]))
            told.append(" ".join(parts))
            judged.append(_together(labels[first:end]))
        return told, judged


def _together(labels: list[Label]) -> Label:
    """Wrong where one is wrong, right where all are right."""
    wrong = [label for label in labels if label[0] == 0]
    return wrong[0] if wrong else UNKNOWN if UNKNOWN in labels else labels[0]
