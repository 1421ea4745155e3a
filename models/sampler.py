"""Sample whole solutions from a solver, many at a time, with a calculator for its calls.

Samples of one problem that have begun alike are one row with a count: its next token is drawn that
many times, and the row parts where the draws do. That draws what samples one by one would draw, at
the price of the distinct beginnings. All rows of a problem share the problem's keys and values.
"""

import random
from collections import Counter
from dataclasses import dataclass, field

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from calculator import calculate
from model import RewardModel, encode_solution

COLDEST = 1e-6  # a temperature at which the likeliest token has all of the probability
FULL = 0.75  # share of places in use below which the caches are packed anew


@dataclass(frozen=True)
class Sampled:
    """One sample: its steps as the solver wrote them, calls included; `ended` where it said so."""

    steps: list[str]
    ended: bool


class Sampler:
    """Draws solutions at a temperature; the same seed and the same problems draw the same.

    At 0 every token is the likeliest one.
    """

    def __init__(self, model: RewardModel, tokenizer: Tokenizer, config: dict, temperature: float):
        self.trunk, self.tokenizer, self.config = model.model, tokenizer, config
        self.temperature = temperature
        self.device = model.model.embed_tokens.weight.device
        self.random = torch.Generator(self.device)
        template = config["template"]
        self.step_end, self.solution_end = template["step_end"][0], template["before_problem"][0]
        tokens = [tokenizer.decode([i]) for i in range(config["vocabulary"])]
        self.digits = torch.tensor([t[:1].isdigit() for t in tokens], device=self.device)
        self.points = {i for i, t in enumerate(tokens) if t in {".", ","}}
        self.closes_call = {i for i, t in enumerate(tokens) if t.endswith("=")}
        # Bytes that no text holds look to the tied embedding like the marks between texts.
        unwritten = [not t.strip().isprintable() for t in tokens]
        unwritten[self.step_end] = unwritten[self.solution_end] = False
        unwritten[template["after_problem"][0]] = True
        self.unwritten = torch.tensor(unwritten, device=self.device)

    @torch.inference_mode()
    def sample(
        self, problems: list[str], count: int, most_tokens: int, seed: int
    ) -> list[list[Sampled]]:
        """`count` samples for each of `problems`; those cut at `most_tokens` have not `ended`."""
        self.random.manual_seed(seed)
        order = random.Random(seed)
        drawn = _Drawing(self, problems, count, most_tokens).run()
        for rows in drawn:
            order.shuffle(rows)  # rows that parted late stand side by side
        return [[self._read(row) for row in rows] for rows in drawn]

    def _read(self, ids: list[int]) -> Sampled:
        ended = bool(ids) and ids[-1] == self.solution_end
        steps, step = [], []
        for token in ids[:-1] if ended else ids:
            if token == self.step_end:
                steps.append(self.tokenizer.decode(step).strip())
                step = []
            else:
                step.append(token)
        return Sampled([s for s in steps if s], ended and not step)


@dataclass
class _Row:
    """`count` samples that have begun alike: what they have written, and what they must write."""

    count: int
    written: list[int] = field(default_factory=list)
    forced: list[int] = field(default_factory=list)  # the calculator's result, still to come
    after_result: bool = False

    def child(self, token: int, count: int) -> "_Row":
        return _Row(count, [*self.written, token], self.forced[1:], self.after_result)


class _Drawing:
    """The state of one call.

    Rows stand in a rectangle [groups, places], a group a problem; a place without a row is None.
    The caches, a tensor a layer, are [groups, places, kv heads, tokens, head].
    """

    def __init__(self, sampler: Sampler, problems: list[str], count: int, most_tokens: int):
        self.sampler, self.config = sampler, sampler.config
        self.trunk = sampler.trunk
        prompts = [
            encode_solution(sampler.tokenizer, self.config, problem, [])[0] for problem in problems
        ]
        self.most_tokens = most_tokens
        self.lengths = torch.tensor([len(p) for p in prompts], device=sampler.device)
        self.rows: list[list[_Row | None]] = [[_Row(count)] for _ in prompts]
        self.finished: list[list[list[int]]] = [[] for _ in prompts]
        self._read_prompts(prompts)

    def _read_prompts(self, prompts: list[list[int]]) -> None:
        """Keys and values of every prompt but its last token, padded on the right."""
        width = max(map(len, prompts)) - 1
        device = self.sampler.device
        ids = torch.zeros(len(prompts), width, dtype=torch.long, device=device)
        for row, prompt in enumerate(prompts):
            ids[row, : len(prompt) - 1] = torch.tensor(prompt[:-1], device=device)
        out = self.trunk(ids, use_cache=True).past_key_values
        self.prompt_keys = [layer.keys for layer in out.layers]
        self.prompt_values = [layer.values for layer in out.layers]
        held = torch.arange(width, device=device) < (self.lengths - 1)[:, None]
        self.hidden_prompt = torch.zeros(len(prompts), 1, width, device=device)
        self.hidden_prompt.masked_fill_(~held[:, None], float("-inf"))
        self.last = torch.tensor([[p[-1]] for p in prompts], device=device)
        shape = (
            len(prompts),
            1,
            self.config["kv_heads"],
            self.most_tokens,
            self.config["head_dim"],
        )
        dtype = self.trunk.embed_tokens.weight.dtype
        layers = range(self.config["layers"])
        self.keys = [torch.zeros(shape, dtype=dtype, device=device) for _ in layers]
        self.values = [torch.zeros(shape, dtype=dtype, device=device) for _ in layers]

    def run(self) -> list[list[list[int]]]:
        """For each problem the tokens of its samples."""
        for step in range(self.most_tokens):
            self._grow(self._forward(step))
            if not any(row for group in self.rows for row in group):
                break
        for group, finished in zip(self.rows, self.finished, strict=True):
            finished += [row.written for row in group if row for _ in range(row.count)]
        return self.finished

    def _forward(self, step: int) -> torch.Tensor:
        """Logits [groups, samples, vocabulary] after the last token, which stands at `step`."""
        config, trunk = self.config, self.trunk
        groups, samples = self.last.shape
        heads, kv, size = config["heads"], config["kv_heads"], config["head_dim"]
        states = trunk.embed_tokens(self.last)  # [g, s, width]
        positions = (self.lengths - 1 + step)[:, None]
        cosine, sine = (t[:, None] for t in trunk.rotary_emb(states, positions))  # [g, 1, 1, size]
        for index, layer in enumerate(trunk.layers):
            normed, attention = layer.input_layernorm(states), layer.self_attn
            query = attention.q_proj(normed).view(groups, samples, heads, size)
            key = attention.k_proj(normed).view(groups, samples, kv, size)
            query = query * cosine + _rotated(query) * sine
            key = key * cosine + _rotated(key) * sine
            self.keys[index][:, :, :, step] = key
            self.values[index][:, :, :, step] = attention.v_proj(normed).view(
                groups, samples, kv, size
            )
            query = query.view(groups, samples, kv, heads // kv, size) * size**-0.5
            shared = query.permute(0, 2, 1, 3, 4).reshape(groups, kv, -1, size)
            of_prompt = shared @ self.prompt_keys[index].transpose(2, 3)
            of_prompt = of_prompt.float() + self.hidden_prompt[:, None]
            of_prompt = of_prompt.view(groups, kv, samples, heads // kv, -1).transpose(1, 2)
            own_keys = self.keys[index][:, :, :, : step + 1]
            own_values = self.values[index][:, :, :, : step + 1]
            of_own = (query @ own_keys.transpose(3, 4)).float()
            weights = torch.cat([of_prompt, of_own], -1).softmax(-1).to(states.dtype)
            width = of_prompt.shape[-1]
            prompt_weights = weights[..., :width].transpose(1, 2).reshape(groups, kv, -1, width)
            seen = (prompt_weights @ self.prompt_values[index]).view(
                groups, kv, samples, heads // kv, size
            )
            seen = seen.transpose(1, 2) + weights[..., width:] @ own_values
            states = states + attention.o_proj(seen.reshape(groups, samples, heads * size))
            states = states + layer.mlp(layer.post_attention_layernorm(states))
        return F.linear(trunk.norm(states), trunk.embed_tokens.weight)

    def _grow(self, logits: torch.Tensor) -> None:
        """Draw a token for each sample; rows whose samples draw different ones part."""
        places = [(g, p) for g, group in enumerate(self.rows) for p, row in enumerate(group) if row]
        tokens = self._draw(logits, places)
        children: list[list[tuple[int, _Row]]] = [
            [] for _ in self.rows
        ]  # with their parent's place
        for (g, p), drawn in zip(places, tokens, strict=True):
            for token, count in drawn.items():
                child = self._child(self.rows[g][p], token, count)
                if token == self.sampler.solution_end:
                    self.finished[g] += [child.written] * count
                else:
                    children[g].append((p, child))
        self._place(children)

    def _draw(self, logits: torch.Tensor, places: list[tuple[int, int]]) -> list[Counter[int]]:
        """How often each token is drawn at each place; forced ones are drawn by all."""
        sampler = self.sampler
        rows = [self.rows[g][p] for g, p in places]
        index = torch.tensor(places, device=sampler.device)
        logits = logits[index[:, 0], index[:, 1]].float() / max(sampler.temperature, COLDEST)
        after_result = torch.tensor([row.after_result for row in rows], device=sampler.device)
        barred = (after_result[:, None] & sampler.digits) | sampler.unwritten
        heights = logits.masked_fill_(barred, float("-inf")).softmax(-1).cumsum(-1)
        counts = torch.tensor([row.count for row in rows], device=sampler.device)
        own = heights.repeat_interleave(counts, 0)
        uniform = torch.rand(len(own), 1, generator=sampler.random, device=sampler.device)
        drawn = iter(torch.searchsorted(own, uniform * own[:, -1:]).flatten().tolist())
        tokens = [Counter(next(drawn) for _ in range(row.count)) for row in rows]
        return [
            Counter({row.forced[0]: row.count}) if row.forced else drawn_here
            for row, drawn_here in zip(rows, tokens, strict=True)
        ]

    def _child(self, row: _Row, token: int, count: int) -> _Row:
        child = row.child(token, count)
        if row.forced:
            child.after_result = not child.forced
        else:
            # A result stays as it was written: no digits after it, nor after a point after it.
            child.after_result = row.after_result and token in self.sampler.points
            if token in self.sampler.closes_call:
                result = calculate(self._line(child.written))
                child.forced = self.sampler.tokenizer.encode(result).ids if result else []
        return child

    def _line(self, ids: list[int]) -> str:
        """What stands after the last step end."""
        start = len(ids) - next(
            (n for n, token in enumerate(reversed(ids)) if token == self.sampler.step_end), len(ids)
        )
        return self.sampler.tokenizer.decode(ids[start:])

    def _place(self, children: list[list[tuple[int, _Row]]]) -> None:
        """Give each row a place; the caches move only where rows have parted or many have ended."""
        stay = all(len({p for p, _ in group}) == len(group) for group in children)
        width = max(1, *map(len, children))
        if stay and width > FULL * len(self.rows[0]):
            self.rows = [[None] * len(group) for group in self.rows]
            for rows, group in zip(self.rows, children, strict=True):
                for place, child in group:
                    rows[place] = child
        else:
            before = len(self.rows[0])
            parents = [
                g * before + p
                for g, group in enumerate(children)
                for p in [p for p, _ in group] + [0] * (width - len(group))
            ]
            parents = torch.tensor(parents, device=self.sampler.device)
            self.keys = [_moved(k, parents, width) for k in self.keys]
            self.values = [_moved(v, parents, width) for v in self.values]
            self.rows = [
                [child for _, child in group] + [None] * (width - len(group)) for group in children
            ]
        pad = self.sampler.step_end
        self.last = torch.tensor(
            [[row.written[-1] if row else pad for row in group] for group in self.rows],
            device=self.sampler.device,
        )


def _moved(cache: torch.Tensor, parents: torch.Tensor, width: int) -> torch.Tensor:
    """A cache whose rows are copies of those at `parents`, counted over all groups."""
    moved = cache.flatten(0, 1).index_select(0, parents)
    return moved.view(len(cache), width, *cache.shape[2:])


def _rotated(x: torch.Tensor) -> torch.Tensor:
    half = x.shape[-1] // 2
    return torch.cat([-x[..., half:], x[..., :half]], -1)
