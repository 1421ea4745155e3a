"""An exported model says enough of itself to be read back without its checkpoint."""

import json

from export import NOT_CALIBRATED, Identity, describe, export
from shipped import shipped_config
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
