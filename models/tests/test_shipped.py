"""An exported model says enough of itself to be read back without its checkpoint."""

import json

import pytest

from export import NOT_CALIBRATED, Identity, describe, export
from metrics import sigmoid
from scoring import Solution, score_solutions
from shipped import load_shipped, shipped_config
from shipped_judge import ShippedJudge
from surprise import Surprise
from tiny import tiny_model


def test_the_configuration_of_an_export_is_the_checkpoints(tmp_path) -> None:
    model, tokenizer, config = tiny_model(1)
    model.add_judgement("orm", config)
    export(model, tokenizer, config, None, tmp_path)
    base = {"name": "none", "licence": "Apache-2.0"}
    describe(config, Identity("tiny", "Tiny", base), tmp_path, NOT_CALIBRATED, [])
    read = shipped_config(tmp_path)
    for key in ("layers", "width", "heads", "vocabulary", "template", "max_tokens", "judgements"):
        assert read[key] == config[key]
    assert json.loads((tmp_path / "manifest.json").read_text())["heads"].keys() == {"prm", "orm"}


def test_samples_are_rated_step_by_step_and_as_a_whole(tmp_path) -> None:
    model, tokenizer, config = tiny_model(1)
    model.add_judgement("orm", config)
    export(model, tokenizer, config, None, tmp_path)
    calibration = {**NOT_CALIBRATED, "temperature": 2.0, "threshold": 0.4}
    base = {"name": "none", "licence": "Apache-2.0"}
    describe(config, Identity("tiny", "Tiny", base), tmp_path, calibration, [])
    judge = ShippedJudge(tmp_path)
    assert judge.name.startswith("tiny@") and judge.threshold == 0.4
    samples = [{"steps": steps} for steps in (["1 + 1 = 2"], ["1 + 1 = 2", "2 + 2 = 5"], [])]
    judge.rate([{"problem": "p", "samples": samples}, {"problem": "q", "samples": []}])
    short, long, empty = samples
    assert len(long["prm"]) == 2 and long["prm"][:1] == short["prm"]
    assert 0 < long["prm"][1] < 1 and long["orm"] == 0.5  # a new head says one half
    assert empty == {"steps": [], "prm": [], "orm": None}
    logits = score_solutions(
        load_shipped(tmp_path, config),
        tokenizer,
        config,
        [Solution("p", ("1 + 1 = 2",), (1,), True)],
        Surprise(**calibration["surprise"]),
    )
    assert short["prm"] == pytest.approx(sigmoid(logits[0] / 2.0), abs=0.01)  # bf16 rounds
