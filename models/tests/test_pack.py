import numpy as np
import torch
from tokenizers import Tokenizer, models, pre_tokenizers

from model import RewardModel, encode_solution
from pack import Segment, ancestry, attention_mask, collate, encode_example, pack

TEMPLATE = {"before_problem": [0], "after_problem": [1], "step_end": [2]}
CONFIG = {
    "vocabulary": 259, "width": 32, "ffn": 48, "layers": 2, "heads": 2, "kv_heads": 1,
    "head_dim": 16, "rope_theta": 10_000, "rms_eps": 1e-5, "template": TEMPLATE,
}  # fmt: skip


def byte_tokenizer() -> Tokenizer:
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {c: i + 3 for i, c in enumerate(alphabet)}
    tokenizer = Tokenizer(models.BPE(vocabulary, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    return tokenizer


TREE = [
    Segment("2 and 3?", -1),
    Segment("2+3=6", 0, 0, 4),
    Segment("2+3=5", 0, 1, None, True),
    Segment("So 5.", 2, 1, None, True),
    Segment("So 6.", 2, 0),
]


def test_labels_follow_the_place_of_the_error():
    encoded = encode_example(byte_tokenizer(), TEMPLATE, TREE)

    def of(name, index):
        both = zip(getattr(encoded, name), encoded.segment, strict=True)
        return [value for value, segment in both if segment == index]

    assert of("token_label", 0) == [-1] * 10
    assert of("token_label", 1) == [1, 1, 1, 1, 0, 0]
    assert of("end_label", 1) == [-1] * 5 + [0]
    assert of("token_label", 2) == [1] * 6
    assert of("token_label", 4) == [-1] * 6  # the place is unknown: the end alone tells
    assert of("end_label", 4)[-1] == 0


def test_positions_count_along_each_branch():
    encoded = encode_example(byte_tokenizer(), TEMPLATE, TREE)
    starts = [encoded.positions[encoded.segment.index(s)] for s in range(5)]
    assert starts == [0, 10, 10, 16, 16]


def test_ancestry_is_transitive():
    reach = ancestry([-1, 0, 0, 2, 2])
    assert reach[4].tolist() == [True, False, True, False, True]


def test_packing_keeps_every_example_that_fits_once():
    examples = [encode_example(byte_tokenizer(), TEMPLATE, TREE[:n]) for n in (1, 2, 3, 4, 5)] * 4
    rows = pack(examples, 40)
    assert sorted(i for row in rows for i in row) == sorted(range(20))
    assert all(sum(len(examples[i].ids) for i in row) <= 40 for row in rows)
    too_long = max(range(20), key=lambda i: len(examples[i].ids))
    assert too_long not in [i for row in pack(examples, 30) for i in row]


def test_every_branch_of_a_packed_tree_scores_as_it_would_alone():
    torch.manual_seed(0)
    model = RewardModel(CONFIG).eval()
    tokenizer = byte_tokenizer()
    encoded = encode_example(tokenizer, TEMPLATE, TREE)
    batch = collate([encoded, encoded], [[0, 1]], 96)
    with torch.no_grad():
        hidden = model.hidden(
            torch.from_numpy(batch["ids"]),
            torch.from_numpy(batch["positions"]),
            attention_mask(torch.from_numpy(batch["segment"]), torch.from_numpy(batch["reach"])),
        )
        packed = model.heads["prm"](hidden).squeeze(-1)[0]
        assert torch.isfinite(packed).all()
        second = len(encoded.ids)
        for path in ([1], [2], [2, 3], [2, 4]):
            ids, ends = encode_solution(
                tokenizer, CONFIG, TREE[0].text, [TREE[i].text for i in path]
            )
            alone = model(torch.tensor([ids]))[0, ends[-1]]
            at = max(i for i, s in enumerate(encoded.segment) if s == path[-1])
            torch.testing.assert_close(packed[at], alone, atol=1e-5, rtol=1e-5)
            torch.testing.assert_close(packed[second + at], alone, atol=1e-5, rtol=1e-5)


def test_the_token_to_predict_follows_its_own_branch():
    encoded = encode_example(byte_tokenizer(), TEMPLATE, TREE)
    batch = collate([encoded], [[0]], 64)
    first_of_last = encoded.segment.index(3)
    assert encoded.segment[batch["previous"][0, first_of_last]] == 2
    assert batch["language"][0].sum() == 6 + 6
    mask = attention_mask(torch.from_numpy(batch["segment"]), torch.from_numpy(batch["reach"]))
    assert np.array_equal(mask[0, 0, 60], np.arange(64) == 60)  # padding sees itself
