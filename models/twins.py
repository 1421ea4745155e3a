"""GSM8K's training problems told again with other numbers: the same ones in every stage.

A twin is a problem of its own to a solver: it can err there anew. Steps and samples of twins are
graded as exactly as the originals', by the annotations that were resampled with them.
"""

import random

from resample import resample

COPIES = 1


def twins(records: list[dict]) -> list[dict]:
    """Up to `COPIES` twins of each record (`question`, `answer`) whose numbers can change exactly.

    What is drawn depends on the record alone: a twin stays the same whatever stands beside it.
    """
    drawn = []
    for record in records:
        rng = random.Random(record["question"])
        told = [resample(record["question"], record["answer"], rng) for _ in range(COPIES)]
        drawn += [{"question": q, "answer": a} for q, a in dict.fromkeys(filter(None, told))]
    return drawn
