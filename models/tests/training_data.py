"""A tiny folder of data sets, as `--data` names one."""

import gzip
import json
from pathlib import Path

NAMES = (
    "gsm8k/train", "gsm8k/test", "gsm8k/example_model_solutions", "math/train", "math/test",
    "math/math500", "prm800k/train_steps", "prm800k/phase1_test_steps", "processbench/gsm8k",
    "processbench/math", "verify_then_generate/dataset", "word_problems/mawps",
)  # fmt: skip


def write_data(folder: Path, sets: dict[str, list[dict]]) -> None:
    """Every set that training reads or keeps out, by name; empty but for `sets`."""
    for name in NAMES:
        write(folder / f"{name}.jsonl.gz", "\n".join(map(json.dumps, sets.get(name, []))))
    write(folder / "word_problems/svamp.json.gz", "[]")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt") as file:
        file.write(text)
