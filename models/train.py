"""Train the reward model on prepared examples; stop and resume at any time.

    python models/train.py --examples models/build/data/judge.jsonl --start models/build/start \\
        --out models/build/judge --tokens 2400000

The schedule is warm-up, constant, then a linear decay over the last fifth (WSD, Hu et al. 2024,
arXiv 2404.06395), so that a run can be prolonged: start again from its `constant/` checkpoint,
which is kept from just before the decay. Runs on whatever `accelerate` finds: GPUs, or a CPU in
bf16 where it multiplies bf16 in hardware, else in fp32.
"""

import argparse
import itertools
import json
import multiprocessing
import random
import time
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

import torch
from accelerate import Accelerator
from tokenizers import Tokenizer
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset

from model import RewardModel, load_checkpoint, save_checkpoint
from pack import Encoded, Segment, attention_mask, collate, encode_example, pack
from surprise import Surprise, number_tokens

SETTINGS = {
    "seed": 1,
    "learning_rate": 3.5e-4,
    "betas": (0.9, 0.98),
    "weight_decay": 0.01,
    "warmup_steps": 20,
    "decay_share": 0.2,
    "row_length": 512,
    "rows": 6,  # some 3,000 tokens a batch
    "frozen_layers": 4,  # and the embedding: a tenth less work, and 135 M parameters forget less
    "wrong_end_weight": 1.5,  # a missed error costs more than a false alarm: they are rarer
    "token_weight": 0.5,  # 'still right here' inside the steps, beside the step ends' 1
    "language_weight": 0.3,
    "outcome_weight": 0.3,  # the ORM's: on every token of a solution whose answer was graded
    "pair_weight": 0.5,  # with --pairs
    # With --learn-surprise: of its loss, and by what the parts are multiplied in it. By themselves
    # they say little, so that the language model would have to learn tens of nats a step.
    "surprise_weight": 1.0,
    "surprise_slope": 3.0,
    "gradient_norm": 1.0,
    "checkpoint_seconds": 600,
}
LOADERS = 8  # processes that make a GPU's batches; a CPU's training takes what it needs itself


def fast_bf16_on_cpu() -> bool:
    """Whether this CPU multiplies bf16 in hardware; elsewhere bf16 is slower than fp32."""
    flags = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    return "avx512_bf16" in flags or "amx_bf16" in flags


def read_examples(path: Path, tokenizer: Tokenizer, template: dict) -> list[Encoded]:
    """The examples of `path`, encoded by as many processes as there are processors."""
    encode = partial(_encode_line, tokenizer, template)
    with path.open() as file, multiprocessing.Pool() as pool:
        return pool.map(encode, file, chunksize=256)


def _encode_line(tokenizer: Tokenizer, template: dict, line: str) -> Encoded:
    return encode_example(tokenizer, template, [Segment(**s) for s in json.loads(line)])


def batches(examples: list[Encoded], settings: dict) -> Iterator[list[list[int]]]:
    """Endless batches of rows of indices into `examples`; each pass shuffles with its own seed."""
    for epoch in itertools.count():
        seed = settings["seed"] * 1000 + epoch
        order = list(range(len(examples)))
        random.Random(seed).shuffle(order)
        rows = pack([examples[i] for i in order], settings["row_length"])
        random.Random(seed).shuffle(rows)
        for at in range(0, len(rows) - settings["rows"] + 1, settings["rows"]):
            yield [[order[i] for i in row] for row in rows[at : at + settings["rows"]]]


class Collated(Dataset):
    """The batches of a run, each made when it is asked for: a process beside can do it."""

    def __init__(self, examples: list[Encoded], rows: list[list[list[int]]], length: int):
        self.examples, self.rows, self.length = examples, rows, length

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> dict[str, torch.Tensor]:
        arrays = collate(self.examples, self.rows[index], self.length)
        return {name: torch.from_numpy(array) for name, array in arrays.items()}


def weighted_mean(losses: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Mean of `losses` by `weights`, 0 where no weight is left."""
    return (losses * weights).sum() / weights.sum().clamp(min=1e-6)


def cross_entropy(
    logits: torch.Tensor, labels: torch.Tensor, weights: torch.Tensor
) -> torch.Tensor:
    """Mean in nats of a head's `logits` for `labels`, 1 or 0, by `weights`: 0 where unlabelled."""
    labels = labels.clamp(min=0).float()
    losses = F.binary_cross_entropy_with_logits(logits, labels, reduction="none")
    return weighted_mean(losses, weights)


def pair_loss(logits: torch.Tensor, labels: torch.Tensor, examples: torch.Tensor) -> torch.Tensor:
    """How far wrong steps stand above right ones of their own example, in nats (Bradley-Terry).

    `logits`, `labels` (1 right, 0 wrong, −1 neither) and `examples` (which example a position
    belongs to) are [b, s]. Every wrong step counts alike, however many right ones it has beside it;
    0 where no example has both. Pairs of one problem say nothing of how hard it is: what tells them
    apart is the steps.
    """
    rows = torch.arange(len(logits), device=logits.device)[:, None].expand_as(examples)
    right, wrong = labels == 1, labels == 0
    same = (rows[wrong][:, None] == rows[right]) & (examples[wrong][:, None] == examples[right])
    losses = F.softplus(logits[wrong][:, None] - logits[right])
    pairs = same.sum(1)
    by_wrong = (losses * same).sum(1) / pairs.clamp(min=1)
    return weighted_mean(by_wrong, (pairs > 0).float())


def joined_parts(
    model: RewardModel,
    hidden: torch.Tensor,
    batch: dict[str, torch.Tensor],
    joined: Surprise,
    numbers: torch.Tensor,
) -> torch.Tensor:
    """What is added to the head's logit at each token's step, [b, s]: the same at all its tokens.

    `hidden` [b, s, width] are the batch's states, `numbers` the digits' ids. Gradients flow into
    the language model where the caller lets them.
    """
    segments = batch["segment"].clamp(min=0)  # padding is nobody's step
    costs = torch.full(segments.shape, joined.token, device=hidden.device)
    rows, columns = torch.isin(batch["ids"], numbers).nonzero(as_tuple=True)
    before = hidden[rows, batch["previous"][rows, columns]]
    costs[rows, columns] += joined.number * model.nats(before, batch["ids"][rows, columns])
    costs[batch["segment"] < 0] = 0
    totals = torch.zeros_like(costs).scatter_add_(1, segments, costs)
    return joined.bias - totals.gather(1, segments)


class Objective(torch.nn.Module):
    """The training loss of one batch; holds the model so that `accelerate` can wrap both.

    With `joined`, the head learns at the steps' ends what the parts beside it leave over. With
    `learn_surprise` the parts learn too: the language model, to be surprised at errors' digits and
    not at those of right steps.
    """

    def __init__(
        self,
        model: RewardModel,
        settings: dict,
        pairs: bool,
        joined: Surprise | None,
        numbers: list[int],
        learn_surprise: bool,
    ):
        super().__init__()
        self.model = model
        self.settings = settings
        self.pairs = pairs
        self.joined = joined
        self.learn_surprise = learn_surprise
        self.register_buffer("numbers", torch.tensor(numbers), persistent=False)

    def forward(self, batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        """Losses by name, each a scalar in nats; `total` is the one to descend."""
        mask = attention_mask(batch["segment"], batch["reach"])
        hidden = self.model.hidden(batch["ids"], batch["positions"], mask)
        logits = self.model.heads["prm"](hidden).squeeze(-1).float()
        ends, inside = batch["end_label"], batch["token_label"]
        end_weights = (ends == 1) + (ends == 0) * self.settings["wrong_end_weight"]
        step_logits, surprise_loss = logits, hidden.new_zeros(())
        if self.joined:
            with torch.set_grad_enabled(self.learn_surprise and torch.is_grad_enabled()):
                parts = joined_parts(self.model, hidden, batch, self.joined, self.numbers)
            step_logits = logits + parts
            if self.learn_surprise:
                slope = self.settings["surprise_slope"]
                surprise_loss = cross_entropy(slope * parts, ends, end_weights)
        end_loss = cross_entropy(step_logits, ends, end_weights)
        token_loss = cross_entropy(logits, inside, ((inside >= 0) & (ends < 0)).float())
        pairs_loss = hidden.new_zeros(())
        if self.pairs:
            pairs_loss = pair_loss(step_logits, ends, batch["example"])
        outcome_loss = hidden.new_zeros(())
        if "orm" in self.model.heads:
            outcome = batch["outcome"]
            outcome_logits = self.model.heads["orm"](hidden).squeeze(-1).float()
            outcome_loss = cross_entropy(outcome_logits, outcome, (outcome >= 0).float())
        rows, columns = batch["language"].nonzero(as_tuple=True)
        if len(rows):
            before = hidden[rows, batch["previous"][rows, columns]]
            language_loss = self.model.nats(before, batch["ids"][rows, columns]).mean()
        else:
            language_loss = hidden.new_zeros(())
        total = (
            end_loss
            + self.settings["token_weight"] * token_loss
            + self.settings["language_weight"] * language_loss
            + self.settings["outcome_weight"] * outcome_loss
            + self.settings["pair_weight"] * pairs_loss
            + self.settings["surprise_weight"] * surprise_loss
        )
        return {
            "total": total,
            "end": end_loss,
            "token": token_loss,
            "language": language_loss,
            "outcome": outcome_loss,
            "pairs": pairs_loss,
            "surprise": surprise_loss,
        }


def rate(step: int, steps: int, settings: dict) -> float:
    """Share of the full learning rate at step `step` of `steps`, from 1."""
    decay = settings["decay_share"] * steps
    return min(1.0, step / settings["warmup_steps"], max(0.0, (steps - step) / decay))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="checkpoint to start from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tokens", type=int, required=True, help="tokens to train on, padding too")
    parser.add_argument("--orm", action="store_true", help="judge outcomes too, by a second head")
    parser.add_argument(
        "--pairs", action="store_true", help="also rank right steps above wrong ones of a problem"
    )
    parser.add_argument(
        "--beside", type=Path, help="calibration.json that says what is joined to the head's logit"
    )
    parser.add_argument(
        "--learn-surprise", action="store_true", help="train what --beside joins, too"
    )
    parser.add_argument(
        "--language-weight", type=float, default=SETTINGS["language_weight"], help="of its loss"
    )
    parser.add_argument(
        "--rows", type=int, default=SETTINGS["rows"], help="a batch; more keep a GPU busy"
    )
    parser.add_argument("--learning-rate", type=float, default=SETTINGS["learning_rate"])
    arguments = parser.parse_args()
    settings = SETTINGS | {
        "language_weight": arguments.language_weight,
        "rows": arguments.rows,
        "learning_rate": arguments.learning_rate,
    }
    if arguments.learn_surprise and not arguments.beside:
        parser.error("--learn-surprise trains what --beside joins: give that too")
    joined = None
    if arguments.beside:
        joined = Surprise(**json.loads(arguments.beside.read_text())["surprise"])
        settings["beside"] = asdict(joined)
    torch.manual_seed(settings["seed"])

    cuda = torch.cuda.is_available()
    accelerator = Accelerator(mixed_precision="bf16" if cuda or fast_bf16_on_cpu() else "no")
    model, tokenizer, config = load_checkpoint(arguments.start)
    if arguments.orm and "orm" not in model.heads:
        model.add_judgement("orm", config)
    config |= {"settings": settings, "examples": arguments.examples.name}
    model.model.embed_tokens.requires_grad_(False)
    model.model.layers[: settings["frozen_layers"]].requires_grad_(False)
    model.train()
    examples = read_examples(arguments.examples, tokenizer, config["template"])
    print(f"{len(examples)} examples, {sum(len(e.ids) for e in examples)} tokens", flush=True)

    # Fixed shapes let the compiler fuse what lies between the products: an eighth faster.
    for layer in model.model.layers:
        layer.compile(dynamic=False)
    optimizer = torch.optim.AdamW(
        [p for p in model.parameters() if p.requires_grad],
        lr=settings["learning_rate"],
        betas=settings["betas"],
        weight_decay=settings["weight_decay"],
    )
    numbers, learned = number_tokens(tokenizer), arguments.learn_surprise
    objective, optimizer = accelerator.prepare(
        Objective(model, settings, arguments.pairs, joined, numbers, learned), optimizer
    )
    per_batch = settings["row_length"] * settings["rows"] * accelerator.num_processes
    steps = arguments.tokens // per_batch
    decay_from = int(steps * (1 - settings["decay_share"]))

    resume = arguments.out / "resume"
    done = 0
    if (resume / "step.json").exists():
        done = json.loads((resume / "step.json").read_text())
        accelerator.load_state(resume)
        print(f"resumed at step {done}", flush=True)

    def checkpoint(step: int) -> None:
        accelerator.wait_for_everyone()
        accelerator.save_state(resume, safe_serialization=False)
        if accelerator.is_main_process:
            (resume / "step.json").write_text(json.dumps(step))

    running: dict[str, torch.Tensor] = {}
    processes = accelerator.num_processes
    own = itertools.islice(
        batches(examples, settings),
        done * processes + accelerator.process_index,
        steps * processes,
        processes,
    )
    loader = DataLoader(
        Collated(examples, list(own), settings["row_length"]),
        batch_size=None,
        num_workers=LOADERS if cuda else 0,
        pin_memory=cuda,
    )
    started = saved = time.monotonic()
    for step, batch in enumerate(loader, done):
        for group in optimizer.param_groups:
            group["lr"] = settings["learning_rate"] * rate(step + 1, steps, settings)
        losses = objective(
            {name: t.to(accelerator.device, non_blocking=True) for name, t in batch.items()}
        )
        accelerator.backward(losses["total"])
        accelerator.clip_grad_norm_(objective.parameters(), settings["gradient_norm"])
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        for name, loss in losses.items():
            loss = loss.detach()
            running[name] = torch.lerp(running.get(name, loss), loss, 0.05)
        if step % 10 == 0:
            speed = (step - done + 1) * per_batch / (time.monotonic() - started)
            shown = " ".join(f"{name} {value:.3f}" for name, value in running.items())
            print(f"step {step}/{steps} {speed:.0f} tokens/s {shown}", flush=True)
        if time.monotonic() - saved > settings["checkpoint_seconds"]:
            checkpoint(step + 1)
            saved = time.monotonic()
        if step + 1 == decay_from and accelerator.is_main_process:
            save_checkpoint(arguments.out / "constant", model, tokenizer, config)
    checkpoint(steps)
    if accelerator.is_main_process:
        save_checkpoint(arguments.out, model, tokenizer, config)
        print(f"saved {arguments.out}", flush=True)


if __name__ == "__main__":
    main()
