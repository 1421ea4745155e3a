from tokenizers import Tokenizer, decoders, models, pre_tokenizers

import prune_vocabulary as module
from prune_vocabulary import prune_vocabulary

SPECIAL = ["<s>", "<e>"]


def small_tokenizer() -> Tokenizer:
    merges = [("a", "b"), ("ab", "c"), ("c", "d"), ("abc", "cd"), ("x", "y")]
    tokens = SPECIAL + sorted(pre_tokenizers.ByteLevel.alphabet()) + [a + b for a, b in merges]
    tokenizer = Tokenizer(models.BPE({t: i for i, t in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.add_special_tokens(SPECIAL)
    return tokenizer


def pruned(monkeypatch, texts):
    monkeypatch.setattr(module, "EARLIEST_MERGES", 0)
    return prune_vocabulary(small_tokenizer(), texts, SPECIAL)


def test_tokens_in_use_are_kept_with_all_they_are_merged_from(monkeypatch):
    tokenizer, _ = pruned(monkeypatch, ["abccd"] * 3)
    assert tokenizer.encode("abccd").tokens == ["abccd"]
    assert {"ab", "abc", "cd", "abccd"} <= set(tokenizer.get_vocab())
    assert "xy" not in tokenizer.get_vocab()


def test_rows_point_at_the_same_tokens_in_the_old_vocabulary(monkeypatch):
    old = small_tokenizer()
    tokenizer, rows = pruned(monkeypatch, ["abccd"] * 3)
    assert rows[:2] == [0, 1]
    for token, i in tokenizer.get_vocab().items():
        assert old.id_to_token(rows[i]) == token
    assert len(set(rows)) == len(rows) == tokenizer.get_vocab_size() + 2


def test_any_text_still_encodes_and_decodes(monkeypatch):
    tokenizer, _ = pruned(monkeypatch, [])
    tokenizer.decoder = decoders.ByteLevel()
    for text in ["xy abccd", "نص", "🎉\x00", "½ × 3"]:
        assert tokenizer.decode(tokenizer.encode(text).ids) == text


def test_no_text_encodes_to_a_special_token(monkeypatch):
    tokenizer, _ = pruned(monkeypatch, ["abccd"] * 3)
    assert min(tokenizer.encode("<s>abc<e>").ids) >= len(SPECIAL)
