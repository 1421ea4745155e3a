"""What a step's numbers cost the trunk as a language model, joined to what the head says of it.

A number that the trunk itself would not have written is likelier wrong, and so is a step that says
more. The head learnt from spoilt solutions, in which both are artefacts: so two sums over a step's
tokens are weighed beside it, by a few real errors. With h the head's logit at the step's end, the
step's is

    bias + h - token * n - number * (nats of its digits)

where a token's nats are -log p(token | everything before it) by the trunk's language-model head,
and n counts the step's tokens, its end mark among them. Words' nats were tried too and told nothing
more.
"""

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from metrics import sigmoid

PARTS = ("tokens", "numbers")  # the sums over a step, as scoring.py names them
RIDGE = 1.0  # on standardized parts, beside a sum over some hundreds of steps
NEWTON_STEPS = 50
Scores = dict[str, np.ndarray]  # of a solution: `prm` and PARTS, one number a step each


def number_tokens(tokenizer: Tokenizer) -> list[int]:
    """The ids that stand for digits: the tokenizer splits numbers, one digit a token."""
    ids = (tokenizer.token_to_id(str(digit)) for digit in range(10))
    return [i for i in ids if i is not None]


def step_scores(
    prm: np.ndarray, nats: np.ndarray, ids: list[int], ends: list[int], start: int, numbers: list
) -> Scores:
    """The head's logit and PARTS of the steps of a sequence whose first one begins at `start`.

    `prm` and `nats` [n] belong to the tokens `ids`, each step goes up to one of `ends`; `numbers`
    are the digits' ids.
    """
    is_number = np.isin(ids, numbers)
    starts = [start, *(end + 1 for end in ends[:-1])]
    sums = (np.ones(len(ids)), nats * is_number)
    totals = {
        part: np.array([values[a : b + 1].sum() for a, b in zip(starts, ends, strict=True)])
        for part, values in zip(PARTS, sums, strict=True)
    }
    return {"prm": prm[ends]} | totals


@dataclass(frozen=True)
class Surprise:
    """How the parts weigh in a step's logit."""

    bias: float
    token: float
    number: float

    def join(self, scores: Scores) -> np.ndarray:
        """The steps' logits, the head's and the parts' together."""
        cost = self.token * scores["tokens"] + self.number * scores["numbers"]
        return self.bias + scores["prm"] - cost


def fit_surprise(
    scores: Scores, labels: np.ndarray, weights: np.ndarray, names: tuple[str, ...]
) -> tuple[float, dict[str, float]]:
    """(intercept, coefficients by name) of a logistic regression of labels on some of the scores.

    `scores` holds an array over the steps for each of `names`; `weights` say how much one
    counts.
    The likelihood's maximum under a small ridge, by Newton's method: convex.
    """
    x = np.stack([scores[name] for name in names], 1)
    center, spread = x.mean(0), x.std(0) + 1e-9
    x = np.concatenate([(x - center) / spread, np.ones((len(x), 1))], 1)
    # A little on the intercept too: labels that could be told apart would take it to infinity.
    ridge = np.diag([RIDGE] * len(names) + [RIDGE / 1000])
    weights = weights * len(weights) / weights.sum()
    fitted = np.zeros(x.shape[1])
    for _ in range(NEWTON_STEPS):
        p = sigmoid(x @ fitted)
        gradient = x.T @ (weights * (labels - p)) - ridge @ fitted
        hessian = x.T @ (x * (weights * p * (1 - p))[:, None]) + ridge
        fitted += np.linalg.solve(hessian, gradient)
    slopes = fitted[:-1] / spread
    return float(fitted[-1] - slopes @ center), dict(zip(names, map(float, slopes), strict=True))


def as_surprise(intercept: float, slopes: dict[str, float]) -> Surprise:
    """A fitted regression on `prm` and PARTS, on the scale of the head's logit."""
    head = slopes["prm"]
    if head <= 0:
        raise ValueError("the head's logit does not speak for a step: there is no scale to join on")
    return Surprise(intercept / head, -slopes["tokens"] / head, -slopes["numbers"] / head)
