"""What the evaluation reports: ranking, first errors, calibration, and how sure each number is.

Every measure takes `weights` [..., n], how often each item counts, so that a bootstrap over
solutions is one vectorised call with the weights that `resample` draws. Without items of some class
that it needs, a measure is NaN.
"""

from dataclasses import dataclass

import numpy as np

BINS = 15  # of the expected calibration error, as in Guo et al. 2017


def auroc(scores: np.ndarray, labels: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Probability that an item labelled 1 scores above one labelled 0, a tie counting half.

    Exact, from ranks (Mann and Whitney 1947). `scores`, `labels` [n]; `weights` [..., n]; result
    [...], in 0 to 1.
    """
    weights = np.ones(len(scores)) if weights is None else weights
    distinct, group = np.unique(scores, return_inverse=True)
    starts = np.searchsorted(scores[np.argsort(group, kind="stable")], distinct)
    order = np.argsort(group, kind="stable")
    by_score = weights[..., order]
    positive = np.add.reduceat(by_score * (labels[order] == 1), starts, axis=-1)
    negative = np.add.reduceat(by_score * (labels[order] == 0), starts, axis=-1)
    below = np.cumsum(negative, axis=-1) - negative / 2
    pairs = positive.sum(-1) * negative.sum(-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(pairs > 0, (positive * below).sum(-1) / pairs, np.nan)


@dataclass(frozen=True)
class FirstErrors:
    """For each solution, the thresholds at which its first error is found rightly: (above, upto].

    A step counts as wrong where its probability is below the threshold. A solution whose first
    error is step k is found for p_k < threshold <= min(p_0 … p_(k-1)); a right one is spared for
    threshold <= min(p). Both intervals may be empty.
    """

    wrong: np.ndarray  # bool [n]: has an error
    above: np.ndarray  # float [n]
    upto: np.ndarray  # float [n]

    @staticmethod
    def of(probabilities: list[np.ndarray], first_errors: list[int]) -> "FirstErrors":
        """`first_errors` holds the index of each solution's first wrong step, −1 for none.

        A solution may have fewer probabilities than steps, where the model's length ended: an error
        beyond them cannot be found.
        """
        wrong = np.array(first_errors) >= 0
        above = np.full(len(wrong), -np.inf)
        upto = np.full(len(wrong), np.inf)
        for i, (steps, error) in enumerate(zip(probabilities, first_errors, strict=True)):
            before = steps[:error] if error >= 0 else steps
            upto[i] = before.min() if len(before) else np.inf
            if error >= 0:
                above[i] = steps[error] if error < len(steps) else np.inf
        return FirstErrors(wrong, above, upto)

    def hits(self, threshold: float | np.ndarray) -> np.ndarray:
        """bool [..., n]: which are judged rightly at `threshold`, a number or [..., 1]."""
        return (self.above < threshold) & (threshold <= self.upto)

    def accuracies(self, threshold: float, weights: np.ndarray | None = None) -> tuple:
        """(share of wrong solutions whose first error is found, share of right ones spared)."""
        weights = np.ones(len(self.wrong)) if weights is None else weights
        return self._accuracies(self.hits(threshold), weights)

    def f1(self, threshold: float | np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        """Harmonic mean of both accuracies: ProcessBench's F1 (Zheng et al. 2024, 2412.06559)."""
        weights = np.ones(len(self.wrong)) if weights is None else weights
        return self._f1(self.hits(threshold), weights)

    def _accuracies(self, hits, weights):
        with np.errstate(invalid="ignore", divide="ignore"):
            found = (weights * hits * self.wrong).sum(-1) / (weights * self.wrong).sum(-1)
            spared = (weights * hits * ~self.wrong).sum(-1) / (weights * ~self.wrong).sum(-1)
        return found, spared

    def _f1(self, hits, weights):
        found, spared = self._accuracies(hits, weights)
        return 2 * found * spared / np.maximum(found + spared, 1e-12)


def best_threshold(groups: list[FirstErrors]) -> float:
    """The threshold in 0 to 1 of the highest mean F1 of the groups; of tied ranges, the widest's
    middle.

    Groups count alike whatever their sizes. One with only right or only wrong solutions has no F1
    and is left out; NaN where that leaves none.
    """
    groups = [g for g in groups if g.wrong.any() and not g.wrong.all()]
    if not groups:
        return np.nan
    edges = np.concatenate([[0.0, 1.0], *(g.above for g in groups), *(g.upto for g in groups)])
    edges = np.unique(edges[(edges >= 0) & (edges <= 1)])
    middles = (edges[1:] + edges[:-1]) / 2  # hits() is constant between two edges
    f1 = np.mean([g.f1(middles[:, None]) for g in groups], axis=0)
    tied = np.flatnonzero(f1 >= f1.max() - 1e-12)
    return float(middles[max(tied, key=lambda i: edges[i + 1] - edges[i])])


def expected_calibration_error(
    probabilities: np.ndarray, labels: np.ndarray, weights: np.ndarray | None = None
) -> np.ndarray:
    """Mean distance between confidence and share of right ones over 15 equal bins, by their size.

    Naeini et al. 2015, for the probability of the label 1. `weights` [..., n]; result [...].
    """
    weights = np.ones(len(labels)) if weights is None else weights
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    gaps = np.stack(
        [(weights * (probabilities - labels) * (bins == b)).sum(-1) for b in range(BINS)], -1
    )
    return np.abs(gaps).sum(-1) / weights.sum(-1)


def calibration_error_by_chance(probabilities: np.ndarray, draws: int, seed: int) -> float:
    """The calibration error that these probabilities [n] would show were each of them exact.

    The mean over `draws` of labels drawn by them. The estimate counts distances, so that chance
    never cancels out: with some ten steps a bin it alone is a tenth (Roelofs et al. 2022,
    2012.08668).
    """
    labels = np.random.default_rng(seed).random((draws, len(probabilities))) < probabilities
    return float(np.mean([expected_calibration_error(probabilities, drawn) for drawn in labels]))


def reliability(
    probabilities: np.ndarray, labels: np.ndarray, bins: int
) -> list[tuple[int, float, float]]:
    """(count, mean probability, share of right ones) of each of `bins` equal bins of probability.

    The points of a reliability diagram (DeGroot and Fienberg 1983); NaN where a bin is empty.
    """
    places = np.minimum((probabilities * bins).astype(int), bins - 1)
    inside = [places == b for b in range(bins)]
    return [
        (
            int(i.sum()),
            *(float(x[i].mean()) if i.any() else np.nan for x in (probabilities, labels)),
        )
        for i in inside
    ]


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The T > 0 under which sigmoid(logit / T) has the least negative log likelihood.

    Guo et al. 2017 (1706.04599), section 4.2. The likelihood is convex in 1 / T, so the root of its
    derivative is found by bisection; T is kept within 0.05 to 20.
    """
    low, high = 1 / 20, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        slope = np.mean((sigmoid(middle * logits) - labels) * logits)
        low, high = (middle, high) if slope < 0 else (low, middle)
    return float(1 / middle)


def sigmoid(logits: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(−x)), without overflow."""
    return 0.5 * (1 + np.tanh(np.asarray(logits, float) / 2))


def resample(items: int, draws: int, seed: int) -> np.ndarray:
    """[draws, items]: how often each item occurs in each bootstrap sample (Efron 1979)."""
    generator = np.random.default_rng(seed)
    return generator.multinomial(items, np.full(items, 1 / items), size=draws).astype(float)


def interval(values: np.ndarray) -> tuple[float, float]:
    """The middle 95 % of bootstrap `values`; NaN values, which lack a class, are left out."""
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)
