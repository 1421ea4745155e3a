"""Read the data sets, and keep every problem of an evaluation set out of training.

Origins and licences stand in README.md. All files are gzipped JSON lines below one folder.
"""

import gzip
import hashlib
import json
import re
from functools import cache
from pathlib import Path


def read_records(data: Path, name: str) -> list[dict]:
    """All records of `name`, such as 'gsm8k/train'."""
    with gzip.open(data / f"{name}.jsonl.gz", "rt") as file:
        return [json.loads(line) for line in file]


def normalized(problem: str) -> str:
    """A problem's letters and digits alone: two spellings of one problem compare equal."""
    return re.sub(r"[^a-z0-9]", "", problem.lower())


@cache
def evaluation_problems(data: Path) -> set[str]:
    """Normalized texts of every problem that stands in an evaluation set."""
    problems = set()
    for name in ("gsm8k/test", "gsm8k/example_model_solutions"):
        problems |= {normalized(r["question"]) for r in read_records(data, name)}
    for name in (
        "math/test",
        "math/math500",
        "prm800k/phase1_test_steps",
        "processbench/gsm8k",
        "processbench/math",
    ):
        problems |= {normalized(r["problem"]) for r in read_records(data, name)}
    with gzip.open(data / "word_problems/svamp.json.gz", "rt") as file:
        problems |= {normalized(f"{r['Body']} {r['Question']}") for r in json.load(file)}
    problems |= {normalized(r["input"]) for r in read_records(data, "word_problems/mawps")}
    return problems


def training_records(data: Path, name: str, field: str) -> list[dict]:
    """Records of `name` whose problem (in `field`) no evaluation set holds."""
    barred = evaluation_problems(data)
    return [r for r in read_records(data, name) if normalized(r[field]) not in barred]


def is_held_out(problem: str, share: float) -> bool:
    """Whether a training problem is set aside; by its text's hash, so the same in every stage."""
    digest = hashlib.sha256(normalized(problem).encode()).digest()
    return int.from_bytes(digest[:4], "big") < share * 2**32


def fold(problem: str) -> int:
    """0 or 1, by the text's hash: a solver that learnt from one fold is sampled on the other."""
    return hashlib.sha256(normalized(problem).encode()).digest()[4] % 2
