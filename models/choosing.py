"""Why the best of many samples is, or isn't, right more often than the most frequent answer.

    python models/choosing.py models/build/pool/pool.jsonl models/build/pool-gsm8k/pool.jsonl

Reads pools with scores, as pool.py writes them, and prints a table in Markdown, a row a pool and
score: how often the best of 64 samples is right; how well the score ranks right samples above
wrong ones of their problem, as an AUROC; and what share of what it errs by all samples of an answer
have in common. From the last two follows what a judge of just these qualities would reach, with and
without errors in common, and how well it would have to rank to equal the vote. Its scores are unit
normal: a part of an answer's, a part of a sample's own, and a shift for right samples.
"""

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import comb, log
from pathlib import Path
from statistics import NormalDist

import numpy as np

from labelled_set import DRAWS, SEED
from metrics import auroc, interval, resample

SIZE = 64  # samples of a problem to choose among, as the pools' figures have it
VOTES = 100  # subsets that a vote's rate is averaged over
NOISE_DRAWS = 16
RANKINGS = np.arange(0.5, 0.995, 0.02)  # the AUROCs among which the vote's equal is looked for
# What a sample scores by; a step's probability is rounded, so it may be 0.
SCORES = {
    "PRM, product": lambda sample: sum(log(max(p, 1e-5)) for p in sample["prm"]),
    "ORM": lambda sample: sample["orm"],
}


@dataclass(frozen=True)
class Samples:
    """Of one problem, [samples] each: whether right, which answer (−1: none)."""

    right: np.ndarray
    answer: np.ndarray

    @staticmethod
    def of(samples: list[dict]) -> "Samples":
        right = np.array([float(s["correct"]) for s in samples])
        names = sorted({s["answer"] for s in samples} - {None})
        places = {name: i for i, name in enumerate(names)} | {None: -1}
        return Samples(right, np.array([places[s["answer"]] for s in samples]))

    def rank_last(self, scores: np.ndarray) -> np.ndarray:
        """`scores`, those of samples without an answer below all others."""
        return np.where(self.answer < 0, -np.inf, scores)


@cache
def all_within(whole: int, n: int) -> np.ndarray:
    """[part]: the probability that `n` of `whole` items, without replacement, lie in a part."""
    return np.array([comb(part, n) / comb(whole, n) for part in range(whole + 1)])


def best_of(n: int, scores: np.ndarray, right: np.ndarray) -> float:
    """The probability that the best of `n` of the samples is right, over all subsets of n.

    `scores`, `right` [samples]; of equal scores each is the best as often.
    """
    _, group = np.unique(-scores, return_inverse=True)
    sizes = np.bincount(group)
    left = len(scores) - np.concatenate([[0], np.cumsum(sizes)])
    is_best = -np.diff(all_within(len(scores), n)[left])
    return float(is_best @ (np.bincount(group, right) / sizes))


def vote(n: int, samples: Samples) -> float:
    """How often the most frequent of `n` answers is right; answers as frequent share evenly."""
    generator = np.random.default_rng(SEED)
    rates = []
    for _ in range(VOTES):
        chosen = generator.choice(len(samples.answer), n, replace=False)
        votes = Counter(samples.answer[chosen].tolist())
        del votes[-1]
        most = [answer for answer, count in votes.items() if count == max(votes.values())]
        right = [samples.right[samples.answer == answer].max() for answer in most]
        rates.append(np.mean(right) if right else 0.0)
    return float(np.mean(rates))


def shared_by_answer(samples: Samples, scores: np.ndarray) -> float:
    """The share of the wrong samples' variance that lies between their answers, NaN where untold.

    The intraclass correlation of one-way analysis of variance (Fisher 1925), of normal scores: a
    problem's scores by rank, so that one far off does not count for all. 0 to 1.
    """
    _, rank = np.unique(scores, return_inverse=True)
    ties = np.bincount(rank)
    shares = (np.cumsum(ties) - ties / 2) / len(scores)  # below it, half of its ties counted
    values = np.array([NormalDist().inv_cdf(share) for share in shares])[rank]
    wrong = (samples.right == 0) & (samples.answer >= 0)
    _, group = np.unique(samples.answer[wrong], return_inverse=True)
    sizes, values = np.bincount(group), values[wrong] - values[wrong].mean()
    groups, total = len(sizes), len(values)
    if groups < 2 or total == groups:
        return float("nan")
    means = np.bincount(group, values) / sizes
    between = (sizes * means**2).sum() / (groups - 1)
    within = ((values - means[group]) ** 2).sum() / (total - groups)
    of_answer = (between - within) / ((total - (sizes**2).sum() / total) / (groups - 1))
    return max(0.0, of_answer / (of_answer + within))


def such_a_judge(n: int, problems: list[Samples], ranking: float, shared: float) -> float:
    """Best of `n` by a judge with this AUROC within problems, its errors so far in common."""
    generator = np.random.default_rng(SEED)
    shift = NormalDist().inv_cdf(ranking) * 2**0.5
    rates = []
    for samples in problems:
        size, answers = len(samples.right), samples.answer.max() + 2
        for _ in range(NOISE_DRAWS):
            common = generator.normal(size=answers)[samples.answer]
            own = generator.normal(size=size)
            scores = shift * samples.right + shared**0.5 * common + (1 - shared) ** 0.5 * own
            rates.append(best_of(n, samples.rank_last(scores), samples.right))
    return float(np.mean(rates))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pools", type=Path, nargs="+")
    arguments = parser.parse_args()
    print(
        f"| pool | score | best of {SIZE} | AUROC within a problem | errors in common "
        "| such a judge | with none in common | vote | AUROC to equal it |"
    )
    print("|---" * 9 + "|")
    for path in arguments.pools:
        lines = [json.loads(line)["samples"] for line in path.read_text().splitlines()]
        problems = [Samples.of(line) for line in lines]
        draws = resample(len(problems), DRAWS, SEED)
        votes = float(np.mean([vote(SIZE, samples) for samples in problems]))
        for name, read in SCORES.items():
            scores = [
                samples.rank_last(np.array([read(s) for s in line], float))
                for samples, line in zip(problems, lines, strict=True)
            ]
            pairs = list(zip(problems, scores, strict=True))
            best = np.array([best_of(SIZE, x, samples.right) for samples, x in pairs])
            low, high = interval(draws @ best / len(best))
            ranking = float(np.nanmean([auroc(x, samples.right) for samples, x in pairs]))
            shared = float(np.nanmean([shared_by_answer(samples, x) for samples, x in pairs]))
            reached = [such_a_judge(SIZE, problems, r, shared) for r in RANKINGS]
            print(
                f"| {path.parent.name} | {name} | {best.mean():.1%} ({low:.1%} to {high:.1%}) "
                f"| {ranking:.3f} | {shared:.0%} "
                f"| {such_a_judge(SIZE, problems, ranking, shared):.1%} "
                f"| {such_a_judge(SIZE, problems, ranking, 0.0):.1%} "
                f"| {votes:.1%} | {np.interp(votes, reached, RANKINGS):.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
