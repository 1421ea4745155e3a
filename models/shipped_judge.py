"""Rate the samples of a pool with an exported model: its rounded weights, its own calibration."""

import json
from dataclasses import fields
from pathlib import Path

from tokenizers import Tokenizer

from metrics import sigmoid
from scoring import Solution, judge_solutions
from shipped import load_shipped, shipped_config
from surprise import Surprise


class ShippedJudge:
    """The model in `folder`; `name` and `threshold` are what a pool's description says of it."""

    def __init__(self, folder: Path):
        manifest = json.loads((folder / "manifest.json").read_text())
        self.name = f"{manifest['id']}@{manifest['version']}"
        self.threshold = manifest["calibration"]["threshold"]
        self._temperature = manifest["calibration"]["temperature"]
        self._config = shipped_config(folder)
        self._model = load_shipped(folder, self._config)
        surprise = manifest["surprise"]
        self._surprise = Surprise(**{f.name: surprise[f.name] for f in fields(Surprise)})
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def rate(self, lines: list[dict]) -> None:
        """Give each of the `samples` of every line its `prm`, one number a step, and its `orm`.

        Probabilities; `orm` is None where not even one step was within the model's reach. Equal
        samples of a problem get equal scores: a vote counts them all, a ranking ties them. Raises
        KeyError where the model has no ORM.
        """
        pairs = [(line["problem"], sample) for line in lines for sample in line["samples"]]
        solutions = [
            Solution(problem, tuple(s["steps"]), (None,) * len(s["steps"]), True)
            for problem, s in pairs
        ]
        judged = judge_solutions(
            self._model, self._tokenizer, self._config, solutions, surprise=True
        )
        for (_, sample), logits in zip(pairs, judged, strict=True):
            prm = sigmoid(self._surprise.join(logits) / self._temperature)
            sample["prm"] = [round(p, 4) for p in prm.tolist()]
            sample["orm"] = round(float(sigmoid(logits["orm"][-1:])[0]), 4) if len(prm) else None
