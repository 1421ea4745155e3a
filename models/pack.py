"""Pack examples, trees of texts that share prefixes, into rows of fixed length.

An example is a list of segments. The first holds the problem; each other hangs on a parent and
holds one step with its end mark. Alternatives to one step are siblings, so their common prefix is
computed once. A token attends to its own segment's earlier tokens and to its ancestors', and its
position counts along that path: every branch sees exactly what it would see alone.
"""

from dataclasses import dataclass, field

import numpy as np
import torch
from tokenizers import Tokenizer


@dataclass(frozen=True)
class Segment:
    """One text of an example.

    `label` is 1 for a right step, 0 for a wrong one, None for none. `wrong_from` is the character
    at which a wrong step's error shows, None if that is unknown. `language` says whether the tokens
    are worth predicting. After a `final` step stands the token that begins a problem: a language
    model learns from it where a solution ends. `outcome` is 1 where the solution's answer is right,
    0 where it is not, their mean where several solutions begin so.
    """

    text: str
    parent: int
    label: int | None = None
    wrong_from: int | None = None
    language: bool = False
    final: bool = False
    outcome: float | None = None


@dataclass
class Encoded:
    """An example as arrays over its n tokens; `segment` and `parents` describe the tree."""

    ids: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    segment: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    end_label: list[int] = field(default_factory=list)  # −1: not the end of a labelled step
    token_label: list[int] = field(default_factory=list)  # −1: unknown
    outcome: list[float] = field(default_factory=list)  # −1: unknown
    previous: list[int] = field(default_factory=list)  # index of the token before, on this path
    language: list[bool] = field(default_factory=list)  # predict this token from the one before


def encode_example(tokenizer: Tokenizer, template: dict, segments: list[Segment]) -> Encoded:
    """Tokens, tree and labels of one example. Parents must stand before their children."""
    out = Encoded()
    last_token: list[int] = []
    for index, segment in enumerate(segments):
        encoding = tokenizer.encode(segment.text.strip())
        before = template["before_problem"] if segment.parent < 0 else []
        after = template["after_problem"] if segment.parent < 0 else template["step_end"]
        beyond = template["before_problem"] if segment.final else []
        ids = [*before, *encoding.ids, *after, *beyond]
        previous = last_token[segment.parent] if segment.parent >= 0 else -1
        position = out.positions[previous] + 1 if previous >= 0 else 0
        start = len(out.ids)
        out.ids += ids
        out.positions += range(position, position + len(ids))
        out.segment += [index] * len(ids)
        out.parents.append(segment.parent)
        out.previous += [previous, *range(start, start + len(ids) - 1)]
        out.language += [segment.language] * len(ids)
        end = len(ids) - len(beyond) - 1
        labels = [-1] * (end + 1)
        if segment.label == 1:
            labels = [1] * (end + 1)
        elif segment.label == 0 and segment.wrong_from is not None:
            labels = [1 if stop <= segment.wrong_from else 0 for _, stop in encoding.offsets]
            labels += [0] * len(after)
        unlabelled = [-1] * len(beyond)
        outcome = -1 if segment.outcome is None else segment.outcome
        out.outcome += [outcome] * (end + 1) + unlabelled
        out.token_label += labels + unlabelled
        label = -1 if segment.label is None else segment.label
        out.end_label += [-1] * end + [label] + unlabelled
        last_token.append(start + end)
    return out


def ancestry(parents: list[int]) -> np.ndarray:
    """[n, n] booleans: whether segment column is segment row or an ancestor of it."""
    reach = np.eye(len(parents), dtype=bool)
    for child, parent in enumerate(parents):
        if parent >= 0:
            reach[child] |= reach[parent]
    return reach


def pack(examples: list[Encoded], length: int) -> list[list[int]]:
    """Rows of indices into `examples` whose tokens together fill at most `length`: first fit.

    Examples longer than `length` are left out; the order of the rest is kept as far as it goes.
    """
    open_rows: list[tuple[int, list[int]]] = []
    done: list[list[int]] = []
    for index, example in enumerate(examples):
        size = len(example.ids)
        if size > length:
            continue
        for slot, (used, row) in enumerate(open_rows):
            if used + size <= length:
                row.append(index)
                open_rows[slot] = (used + size, row)
                break
        else:
            open_rows.append((size, [index]))
            if len(open_rows) > 12:  # close the fullest, so that rows stay near their order
                fullest = max(range(len(open_rows)), key=lambda s: open_rows[s][0])
                done.append(open_rows.pop(fullest)[1])
    return done + [row for _, row in open_rows]


def collate(examples: list[Encoded], rows: list[list[int]], length: int) -> dict[str, np.ndarray]:
    """Arrays [rows, length] of a batch, and `reach` [rows, n, n] for at most n segments a row.

    `example` numbers a row's examples and `segment` its segments, −1 for padding.
    `previous` indexes the row's own tokens; where there is none it is 0 and `language` is false.
    `reach` says whether segment column is segment row or an ancestor of it.
    """
    shape = (len(rows), length)
    batch = {
        "ids": np.zeros(shape, np.int64),
        "positions": np.zeros(shape, np.int64),
        "end_label": np.full(shape, -1, np.int64),
        "token_label": np.full(shape, -1, np.int64),
        "outcome": np.full(shape, -1, np.float32),
        "example": np.full(shape, -1, np.int64),
        "segment": np.full(shape, -1, np.int64),
        "previous": np.zeros(shape, np.int64),
        "language": np.zeros(shape, bool),
    }
    most = max(sum(len(examples[i].parents) for i in row) for row in rows)
    batch["reach"] = np.zeros((len(rows), most, most), bool)
    for r, row in enumerate(rows):
        start = first = 0
        for number, example in enumerate(examples[i] for i in row):
            size = len(example.ids)
            span = slice(start, start + size)
            for name in ("ids", "positions", "end_label", "token_label", "outcome"):
                batch[name][r, span] = getattr(example, name)
            batch["example"][r, span] = number
            previous = np.array(example.previous)
            batch["previous"][r, span] = np.where(previous >= 0, previous + start, 0)
            batch["language"][r, span] = np.array(example.language) & (previous >= 0)
            segment = np.array(example.segment)
            batch["segment"][r, span] = segment + first
            own = slice(first, first + len(example.parents))
            batch["reach"][r, own, own] = ancestry(example.parents)
            start += size
            first += len(example.parents)
    return batch


def attention_mask(segment: torch.Tensor, reach: torch.Tensor) -> torch.Tensor:
    """[rows, 1, length, length], true where a token (row) looks at another (column).

    `segment` [rows, length] and `reach` [rows, n, n] are a batch's. To be made where the model
    runs: it would be by far the largest part of a batch.
    """
    rows = torch.arange(len(segment), device=segment.device)[:, None, None]
    known = segment.clamp(min=0)
    # Padding stands on the right, where what is before it never looks.
    seen = reach[rows, known[:, :, None], known[:, None, :]] & (segment >= 0)[:, :, None]
    length = segment.shape[1]
    before = torch.ones(length, length, dtype=torch.bool, device=segment.device).tril()
    # Padding looks at itself: a row without any column would turn softmax into NaN.
    itself = torch.eye(length, dtype=torch.bool, device=segment.device)
    return (seen & before | itself)[:, None]
