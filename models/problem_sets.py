"""The problems that the solver is asked, of the training and of the evaluation sets."""

import gzip
import json
from pathlib import Path

from language import HELD_OUT
from sources import fold, is_held_out, read_records, training_records
from trees import as_published
from twins import twins


def problems_of(data: Path, name: str) -> list[dict]:
    """Problems of a set as `id`, `problem`, `reference`, `source` and annotated `lines`.

    `train` and `held-out` are the two parts of GSM8K's training problems, `fold-0` and `fold-1`
    halves of the first, each with its twins (twins.py); only there are the lines given.
    """
    if name == "svamp":
        with gzip.open(data / "word_problems/svamp.json.gz", "rt") as file:
            return [
                _problem(
                    r["ID"],
                    f"{r['Body'].rstrip('. ')}. {r['Question']}",
                    f"{r['Answer']:.12g}",
                    "SVAMP",
                    [],
                )
                for r in json.load(file)
            ]
    if name in ("mawps", "multiarith"):
        source = {"mawps": "MAWPS", "multiarith": "MultiArith"}[name]
        return [
            _problem(f"{name}-{r['idx'] + 1}", r["input"], f"{r['target']:.12g}", source, [])
            for r in read_records(data, "word_problems/mawps")
            if name in ("mawps", r["type"])
        ]
    if name in ("gsm8k-test", "gsm8k-pool"):
        return [p | {"lines": []} for p in _gsm8k(name, read_records(data, "gsm8k/test"))]
    records = training_records(data, "gsm8k/train", "question")
    part = [r for r in records if is_held_out(r["question"], HELD_OUT) == (name == "held-out")]
    if name.startswith("fold-"):
        part = [r for r in part if fold(r["question"]) == int(name.removeprefix("fold-"))]
        part += twins(part)
    return _gsm8k(f"gsm8k-{name}", part)


def _gsm8k(key: str, records: list[dict]) -> list[dict]:
    return [
        _problem(f"{key}-{place + 1}", question, answer.replace(",", ""), "GSM8K", lines)
        for place, (question, lines, answer) in enumerate(map(as_published, records))
    ]


def _problem(key: str, problem: str, reference: str, source: str, lines: list[str]) -> dict:
    return {
        "id": key,
        "problem": problem,
        "reference": reference,
        "source": source,
        "lines": lines,
    }
