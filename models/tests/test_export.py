"""The exported graph scores like PyTorch with the same rounded weights, however it is called."""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from tokenizers import Tokenizer

import export
from export import export_tiny, rewrite
from graph import EMBEDDING, LANGUAGE_HEAD
from metrics import sigmoid
from model import RewardModel, encode_solution
from shipped import load_shipped
from tiny import tiny_model
from verify import run_graph

CLOSE = 1e-4
CONFIG = tiny_model(1)[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("models") / "tiny"
    export_tiny(out)
    return out


@pytest.fixture(scope="module")
def session(folder: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(folder / "graph.onnx")


@pytest.fixture(scope="module")
def shipped(folder: Path) -> RewardModel:
    return load_shipped(folder, CONFIG)


@pytest.fixture
def ids() -> np.ndarray:
    return np.random.default_rng(0).integers(0, CONFIG["vocabulary"], (3, 100))


def in_torch(model: RewardModel, ids: np.ndarray) -> np.ndarray:
    with torch.no_grad():
        return model(torch.tensor(ids)).numpy()


def test_whole_passes_agree_with_pytorch(session, shipped, ids) -> None:
    prm, present, _ = run_graph(session, CONFIG, ids)
    assert np.abs(prm - in_torch(shipped, ids)).max() < CLOSE
    assert present.shape == (2, 2, 3, 2, 100, 64)
    assert prm.std() > 0.5  # scores that hardly vary would agree by chance


def test_surprise_is_what_the_following_token_costs_pytorch(session, shipped, ids) -> None:
    surprise = run_graph(session, CONFIG, ids)[2]
    with torch.no_grad():
        nats = shipped.judge(torch.tensor(ids))[1].numpy()
    assert np.abs(surprise[:, :-1] - nats[:, 1:]).max() < CLOSE
    assert nats.std() > 0.5


def test_a_single_token_has_a_score_and_a_surprise(session, ids) -> None:
    prm, _, surprise = run_graph(session, CONFIG, ids[:, :1])
    whole, *_ = run_graph(session, CONFIG, ids)
    assert np.abs(prm - whole[:, :1]).max() < CLOSE
    assert surprise.shape == (3, 1)


def test_a_rewritten_graph_is_the_same_graph(folder, tmp_path) -> None:
    copy = tmp_path / "tiny"
    shutil.copytree(folder, copy)
    rewrite(copy)
    for name in ("graph.onnx", "weights-00.bin"):
        assert (copy / name).read_bytes() == (folder / name).read_bytes(), name


def test_the_embedding_is_stored_once(folder) -> None:
    graph = onnx.load(folder / "graph.onnx", load_external_data=False).graph
    places = {i.name: {e.key: e.value for e in i.external_data} for i in graph.initializer}
    for part in ("codes", "scales", "zeros"):
        assert places[f"{LANGUAGE_HEAD}.{part}"] == places[f"{EMBEDDING}.{part}"]


@pytest.mark.parametrize("parts", [(1, 99), (64, 36), (30, 30, 40)])
def test_split_passes_agree_with_the_whole(session, ids, parts) -> None:
    whole, *_ = run_graph(session, CONFIG, ids)
    past, scores, start = None, [], 0
    for size in parts:
        prm, present, _ = run_graph(session, CONFIG, ids[:, start : start + size], past)
        past = present if past is None else np.concatenate([past, present], axis=4)
        scores.append(prm)
        start += size
    assert np.abs(np.concatenate(scores, axis=1) - whole).max() < CLOSE


def test_padding_on_the_right_changes_nothing_before_it(session, ids) -> None:
    padded = ids.copy()
    padded[0, 40:], padded[1, 70:] = 0, 0
    prm, *_ = run_graph(session, CONFIG, padded)
    for row, length in enumerate((40, 70, 100)):
        alone, *_ = run_graph(session, CONFIG, ids[row : row + 1, :length])
        assert np.abs(prm[row, :length] - alone[0]).max() < CLOSE


def test_the_longest_sequence_is_scored_to_its_end(session, shipped) -> None:
    ids = np.random.default_rng(1).integers(0, CONFIG["vocabulary"], (1, CONFIG["max_tokens"]))
    prm, *_ = run_graph(session, CONFIG, ids)
    assert np.abs(prm - in_torch(shipped, ids)).max() < CLOSE


def test_the_manifest_names_every_file_by_size_and_hash(folder) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    entries = [manifest["graph"], manifest["tokenizer"], *manifest["weights"]]
    for entry in entries:
        content = (folder / entry["path"]).read_bytes()
        assert entry["bytes"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    names = {entry["path"] for entry in entries} | {"manifest.json"}
    assert names == {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["short", "full"])
def test_the_self_test_holds_for_the_exported_graph(folder, session, name) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    test = manifest["self_test"][name]
    prm, _, following = run_graph(session, CONFIG, np.array([test["ids"]]))
    weights = manifest["surprise"]
    rates = np.isin(test["ids"], weights["numbers"]) * weights["number"]
    costs = weights["token"] + rates * np.append(0, following[0, :-1])
    logits = (weights["bias"] + prm[0] - costs)[test["positions"]]
    scores = sigmoid(logits / manifest["calibration"]["temperature"])
    assert np.abs(scores - test["probabilities"]).max() < CLOSE
    assert len(test["ids"]) == {"short": 48, "full": CONFIG["max_tokens"]}[name]


def test_the_fixture_is_what_the_export_writes(folder) -> None:
    fixture = Path(__file__).parents[2] / "tests/fixtures/models/tiny"
    for name in ("graph.onnx", "tokenizer.json"):
        assert (folder / name).read_bytes() == (fixture / name).read_bytes(), name
    # Another processor may add in another order and round a weight on the edge the other way.
    shards = [np.fromfile(f / "weights-00.bin", np.uint8) for f in (folder, fixture)]
    assert (shards[0] == shards[1]).mean() > 0.999


def test_shards_split_between_tensors_and_stay_under_their_limit(
    tmp_path, monkeypatch, shipped, ids
) -> None:
    monkeypatch.setitem(export.SETTINGS, "shard_bytes", 50_000)
    export_tiny(tmp_path / "tiny")
    shards = sorted((tmp_path / "tiny").glob("weights-*.bin"))
    assert len(shards) >= 3
    assert all(shard.stat().st_size <= 50_000 + export.ALIGNMENT for shard in shards)
    session = onnxruntime.InferenceSession(tmp_path / "tiny" / "graph.onnx")
    prm, *_ = run_graph(session, CONFIG, ids)
    assert np.abs(prm - in_torch(shipped, ids)).max() < CLOSE


def test_any_text_encodes_with_the_tiny_tokenizer_and_never_to_a_special_token(folder) -> None:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    text = "Żółw 🐢 says <|im_start|> \\frac{1}{2}\n\tשלום"
    ids, ends = encode_solution(tokenizer, CONFIG, text, [text, "the end of it"])
    special = {0, 1, 2}
    assert tokenizer.decode(tokenizer.encode(text).ids) == text
    assert [i for i in ids if i in special] == [0, 1, 2, 2]
    assert [ids[end] for end in ends] == [2, 2]
