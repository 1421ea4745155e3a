"""GSM8K's training problems told again with other numbers: the same ones in every stage.

A twin is a problem of its own to a solver: it can err there anew. Steps and samples of twins are
graded as exactly as the originals', by the annotations that were resampled with them.
"""

import random

from resample import retold


def twins(records: list[dict]) -> list[dict]:
    """A twin of each record (`question`, `answer`) whose numbers can change exactly.

    What is drawn depends on the record alone: a twin stays the same whatever stands beside it.
    """
    drawn = (retold(record, random.Random(record["question"])) for record in records)
    return [twin for twin in drawn if twin]
