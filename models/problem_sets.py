"""The problems that the solver is asked, of the training and of the evaluation sets."""

import gzip
import json
from pathlib import Path

from language import HELD_OUT
from sources import is_held_out, read_records, training_records
from trees import as_published


def problems_of(data: Path, name: str) -> list[dict]:
    """Problems of a set as `id`, `problem`, `reference`, `source` and annotated `lines`.

    `train` and `held-out` are the two parts of GSM8K's training problems; only there are the lines
    given.
    """
    if name == "svamp":
        with gzip.open(data / "word_problems/svamp.json.gz", "rt") as file:
            return [
                _asked(r["ID"], f"{r['Body'].rstrip('. ')}. {r['Question']}", r["Answer"], "SVAMP")
                for r in json.load(file)
            ]
    if name in ("mawps", "multiarith"):
        source = {"mawps": "MAWPS", "multiarith": "MultiArith"}[name]
        return [
            _asked(f"{name}-{r['idx'] + 1}", r["input"], r["target"], source)
            for r in read_records(data, "word_problems/mawps")
            if name in ("mawps", r["type"])
        ]
    if name == "gsm8k-test":
        records = read_records(data, "gsm8k/test")
    else:
        records = [
            r
            for r in training_records(data, "gsm8k/train", "question")
            if is_held_out(r["question"], HELD_OUT) == (name == "held-out")
        ]
    return [
        {
            "id": f"{name if name == 'gsm8k-test' else f'gsm8k-{name}'}-{place + 1}",
            "problem": question,
            "reference": answer.replace(",", ""),
            "source": "GSM8K",
            "lines": [] if name == "gsm8k-test" else lines,
        }
        for place, (question, lines, answer) in enumerate(map(as_published, records))
    ]


def _asked(key: str, problem: str, target: float, source: str) -> dict:
    return {
        "id": key,
        "problem": problem,
        "reference": f"{target:.12g}",
        "source": source,
        "lines": [],
    }
