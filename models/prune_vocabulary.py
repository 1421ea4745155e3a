"""Cut a byte-level BPE vocabulary to the tokens that a corpus uses.

Kept are the special tokens in use, every single byte (so that any text still encodes), every token
that occurs at least three times, the tokens most frequent in the base's own training (its earliest
merges), and whatever those are merged from: BPE reaches a token only through its parts.
"""

import json
from collections import Counter
from collections.abc import Iterable

from tokenizers import Tokenizer

BYTES = 256
OCCURRENCES = 3
EARLIEST_MERGES = 4_000


def prune_vocabulary(
    tokenizer: Tokenizer, texts: Iterable[str], special: list[str]
) -> tuple[Tokenizer, list[int]]:
    """The pruned tokenizer and, for each of its ids in order, the old id (rows of the embedding).

    The `special` tokens come first, in their order, and only as ids: the pruned tokenizer does not
    know their spelling, so no text can encode to one.
    """
    whole = json.loads(tokenizer.to_str())
    vocabulary: dict[str, int] = whole["model"]["vocab"]
    spelling = {i: token for token, i in vocabulary.items()}
    counts = Counter(i for e in tokenizer.encode_batch(list(texts)) for i in e.ids)

    added = {token["content"] for token in whole["added_tokens"]}
    ordinary = [spelling[i] for i in sorted(spelling) if spelling[i] not in added]
    wanted = set(ordinary[: BYTES + EARLIEST_MERGES])
    wanted |= {spelling[i] for i, n in counts.items() if n >= OCCURRENCES} - added
    parts = {left + right: (left, right) for left, right in whole["model"]["merges"]}
    waiting = list(wanted)
    while waiting:
        for part in parts.get(waiting.pop(), ()):
            if part not in wanted:
                wanted.add(part)
                waiting.append(part)

    kept = [token for token in ordinary if token in wanted]
    whole["model"]["vocab"] = {token: i + len(special) for i, token in enumerate(kept)}
    whole["model"]["merges"] = [
        [left, right]
        for left, right in whole["model"]["merges"]
        if left in wanted and right in wanted and left + right in wanted
    ]
    whole["added_tokens"] = []
    rows = [vocabulary[token] for token in special] + [vocabulary[token] for token in kept]
    return Tokenizer.from_str(json.dumps(whole)), rows
