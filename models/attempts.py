"""Sample a language model's own next steps on right beginnings, labelled by the annotated values.

    python models/attempts.py --checkpoint models/build/language/constant --data DIR \\
        --out models/build/data/attempts.jsonl

An error that the model itself writes is convincing, unlike one put in by a rule: nothing in its
wording is unlikely. One beginning a story is drawn, twins (twins.py) among the stories, several
next steps are sampled, and each is graded by `grade_step.py`; those that it cannot decide are
dropped. Writes `question`, `index` (of the line that the step stands in for), `line` (annotated as
GSM8K's are), `label`, `kind`.
"""

import argparse
import json
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import DynamicCache, LlamaForCausalLM

from annotations import parse_solution
from grade_step import annotate, grade_step
from model import RewardModel, encode_solution, load_checkpoint
from sources import training_records
from train import fast_bf16_on_cpu
from trees import as_published
from twins import twins

SEED = 3
STORIES = 12_000
SAMPLES = 4
TEMPERATURE = 0.8
MOST_TOKENS = 36  # most lines of GSM8K's solutions are shorter
BATCH = 64  # beginnings, each with its samples
GPU_BATCH = 256


def as_language_model(model: RewardModel) -> LlamaForCausalLM:
    """The trunk with its tied embedding as transformers' language model; weights are shared."""
    config = model.model.config
    config.tie_word_embeddings = True
    whole = LlamaForCausalLM(config)
    whole.model = model.model
    whole.lm_head.weight = model.model.embed_tokens.weight
    return whole.eval()


@torch.inference_mode()
def sample_steps(
    model: LlamaForCausalLM, tokenizer: Tokenizer, prompts: list[list[int]], step_end: int
) -> list[list[str]]:
    """`SAMPLES` next steps for each prompt (token ids); one cut short is left out.

    The prompts' keys and values are computed once and shared by their samples.
    """
    width = max(map(len, prompts))
    ids = torch.tensor([[step_end] * (width - len(p)) + p for p in prompts])
    real = torch.tensor([[0] * (width - len(p)) + [1] * len(p) for p in prompts])
    ids, real = ids.to(model.device), real.to(model.device)
    cache = DynamicCache(config=model.config)
    model.model(
        ids[:, :-1],
        attention_mask=real[:, :-1],
        position_ids=(real.cumsum(1) - 1).clamp(min=0)[:, :-1],
        past_key_values=cache,
    )
    cache.batch_repeat_interleave(SAMPLES)
    generated = model.generate(
        ids.repeat_interleave(SAMPLES, 0),
        attention_mask=real.repeat_interleave(SAMPLES, 0),
        past_key_values=cache,
        do_sample=True,
        temperature=TEMPERATURE,
        top_k=0,
        max_new_tokens=MOST_TOKENS,
        eos_token_id=step_end,
        pad_token_id=step_end,
    )[:, width:].tolist()
    texts = [
        tokenizer.decode(row[: row.index(step_end)]).strip() if step_end in row else ""
        for row in generated
    ]
    return [
        [text for text in texts[at : at + SAMPLES] if text] for at in range(0, len(texts), SAMPLES)
    ]


def beginnings(data: Path, rng: random.Random) -> list[tuple[str, list[str], int]]:
    """(question, annotated lines, index of the line to stand in for), one a story."""
    chosen = []
    records = training_records(data, "gsm8k/train", "question")
    for record in records + twins(records):
        question, lines, _ = as_published(record)
        if lines:
            chosen.append((question, lines, rng.randrange(len(lines))))
    return rng.sample(chosen, min(STORIES, len(chosen)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    rng = random.Random(SEED)
    torch.manual_seed(SEED)
    reward, tokenizer, config = load_checkpoint(arguments.checkpoint)
    cuda = torch.cuda.is_available()
    if cuda or fast_bf16_on_cpu():
        reward = reward.bfloat16()
    model = as_language_model(reward).to("cuda" if cuda else "cpu")
    step_end = config["template"]["step_end"][0]

    stories = []
    for question, lines, index in beginnings(arguments.data, rng):
        told = [step.text for step in parse_solution("\n".join(lines[:index])).steps]
        stories.append(
            (encode_solution(tokenizer, config, question, told)[0], question, lines, index)
        )
    stories.sort(key=lambda story: len(story[0]))  # like lengths together: little padding
    size = GPU_BATCH if cuda else BATCH
    sampled = kept = wrong = 0
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    with arguments.out.open("w") as file:
        for at in range(0, len(stories), size):
            batch = stories[at : at + size]
            steps = sample_steps(model, tokenizer, [story[0] for story in batch], step_end)
            for (_, question, lines, index), texts in zip(batch, steps, strict=True):
                for text in dict.fromkeys(texts):
                    sampled += 1
                    line = annotate(text)
                    verdict = grade_step(line, question, lines, index) if line else None
                    if verdict is None:
                        continue
                    kept += 1
                    wrong += not verdict.right
                    record = {
                        "question": question,
                        "index": index,
                        "line": line,
                        "label": int(verdict.right),
                        "kind": verdict.kind,
                    }
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
            print(f"{at + len(batch)}/{len(stories)} stories, {sampled} steps, ", end="")
            print(f"{kept} graded, {wrong} of them wrong", flush=True)


if __name__ == "__main__":
    main()
