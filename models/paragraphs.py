"""Tell several sentences of a solution as one step.

Students and our own solver write a sentence a step, larger solvers a paragraph, and the more a
paragraph claims, the likelier one of its claims is wrong. Solutions that nobody chose the steps of
keep their rate of errors a sentence when they are told in paragraphs. PRM800K's do not: its right
and wrong steps are alternatives after beginnings that are right by choice.
"""

import itertools
import random

TOGETHER = 0.7  # share of solutions told in paragraphs, the rest in sentences
MOST = 4  # sentences of a paragraph


def paragraph_starts(count: int, rng: random.Random) -> list[int]:
    """The sentences of `count`, numbered from 0, with which a paragraph begins."""
    longest = rng.randint(2, MOST) if rng.random() < TOGETHER else 1
    starts = [0]
    while starts[-1] < count:
        starts.append(starts[-1] + rng.randint(1, longest))
    return starts


def paragraphs(starts: list[int], count: int) -> list[tuple[int, int]]:
    """The paragraphs of `count` sentences: of each its first sentence and the one after it."""
    return list(itertools.pairwise([*(s for s in starts if s < count), count]))
