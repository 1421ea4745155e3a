import pytest
import torch
from transformers import LlamaForCausalLM

from attempts import as_language_model
from grade_step import annotate, grade_step
from model import RewardModel

QUESTION = "Natalia sold 48 clips in April and half as many in May. How many in all, in 3 shops?"
GOLD = ["In May 48/2 = <<48/2=24>>24.", "In all 48+24 = <<48+24=72>>72."]


@pytest.mark.parametrize(
    ("text", "annotated"),
    [
        ("He has 3 + 4 = 7 cats.", "He has 3 + 4 = <<3+4=7>>7 cats."),
        ("$1,200 - $200=$1,000", "$1,200 - $200=$<<1200-200=1000>>1,000"),
        ("(3+4)*2 = 14, then 14 / 7 = 2", "(3+4)*2 = <<(3+4)*2=14>>14, then 14 / 7 = <<14/7=2>>2"),
        ("5 x 3 = 16", "5 x 3 = <<5x3=16>>16"),
    ],
)
def test_annotations_state_what_the_text_claims(text, annotated):
    assert annotate(text) == annotated


@pytest.mark.parametrize("text", ["no sum here", "x + 2 = 5", "7 = 7", "4 / 0 = 3"])
def test_a_step_without_a_readable_calculation_has_no_annotation(text):
    assert annotate(text) is None


@pytest.mark.parametrize(
    ("step", "index", "right", "kind"),
    [
        ("48/2 = 24", 0, True, "attempt right"),
        ("48/2 = 26", 0, False, "attempt slip"),
        ("48+24 = 72", 1, True, "attempt right"),
        ("48*24 = 1152", 1, False, "attempt"),
        ("48 + 48 = 96", 1, False, "attempt"),
        ("48*1000 = 48000", 0, False, "attempt"),
    ],
)
def test_what_the_annotations_decide_is_graded(step, index, right, kind):
    grade = grade_step(annotate(step), QUESTION, GOLD, index)
    assert (grade.right, grade.kind) == (right, kind)


@pytest.mark.parametrize(
    ("step", "index"),
    [
        ("24*2 = 48", 1),  # was known before
        ("48*3 = 144", 0),  # 144 / 2 = 72 could be another way
        ("24*3 = 72", 0),  # the last value too soon is still the right one
    ],
)
def test_what_may_lie_on_another_right_way_is_left_undecided(step, index):
    grade = grade_step(annotate(step), QUESTION, GOLD, index)
    assert grade is None or grade.right


def test_what_the_solution_writes_without_an_annotation_is_left_undecided():
    gold = ["In May and June 96(2)=192.", "In all 96+192 = <<96+192=288>>288."]
    question = "He sold 96 clips in April, twice that in May and June. How many in all?"
    assert grade_step(annotate("96*2 = 192"), question, gold, 0) is None
    assert not grade_step(annotate("96*5 = 480"), question, gold, 0).right


def test_part_of_a_longer_calculation_is_on_the_way():
    gold = ["So (5+7)*3 = <<(5+7)*3=36>>36."]
    grade = grade_step(annotate("5+7 = 12"), "He has 5 and 7, three times.", gold, 0)
    assert grade.right


def test_the_language_model_shares_the_trunk_and_predicts_as_the_reward_model_does():
    torch.manual_seed(1)
    model = RewardModel(
        {
            "vocabulary": 40, "width": 16, "ffn": 32, "layers": 2, "heads": 2, "kv_heads": 1,
            "head_dim": 8, "rope_theta": 100, "rms_eps": 1e-5,
        }
    ).eval()  # fmt: skip
    whole = as_language_model(model)
    assert isinstance(whole, LlamaForCausalLM)
    ids = torch.randint(0, 40, (2, 9))
    with torch.inference_mode():
        expected = model.next_token_logits(model.hidden(ids))
        assert torch.allclose(whole(ids).logits, expected, atol=1e-5)
