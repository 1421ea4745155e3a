"""Measure a checkpoint on held-out training problems, PRM800K's test steps and ProcessBench.

    python models/evaluate.py models/build/judge --data DIR \\
        --held-out models/build/data/held_out.jsonl [--quantized public/models/stepwise-prm-30l]

What a step's surprise weighs, the temperature and the threshold come from one half of the held-out
training problems, every figure from other data. The surprise is weighed by the errors that nobody
put in: the solver's samples, students' and PRM800K's count alike. The threshold is that of the best
mean F1 over their sources and spoilt solutions. Each figure stands beside the head's logit without
the surprise and the baselines, with a bootstrap interval over problems. Writes `calibration.json`
and `figures.json` into the checkpoint's folder and prints a table in Markdown. With `--sets` only
those are measured, to compare checkpoints in minutes, and nothing is written.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from baselines import arithmetic_probabilities, fit_rule, length_logits, step_length_logits
from labelled_set import SEED, LabelledSet, Probabilities
from measures import Judge, measures
from metrics import (
    FirstErrors,
    auroc,
    best_threshold,
    calibration_error_by_chance,
    expected_calibration_error,
    fit_temperature,
    interval,
    reliability,
    sigmoid,
)
from model import load_checkpoint
from scoring import Solution, judge_solutions, outcome_logits
from shipped import load_shipped
from surprise import PARTS, Scores, as_surprise, fit_surprise
from test_sets import held_out, prm800k_test, processbench

SETTINGS = {
    "reliability_bins": 5,
    "thresholds": [0.01, *(round(0.02 * i, 2) for i in range(1, 50)), 0.99],  # of the trade-off
}
SETS = {
    "samples": "own solver on held-out problems",
    "held_out": "held-out GSM8K training problems",
    "students": "held-out students' solutions",
    "human": "held-out PRM800K beginnings",
    "competition": "PRM800K beginnings of levels never trained on",
    "prm800k": "PRM800K phase 1 test steps",
    "processbench_gsm8k": "ProcessBench GSM8K",
    "processbench_math": "ProcessBench MATH",
}
CHANCE_DRAWS = 200
SOURCES = ("synthetic", "sample", "student", "human")  # of held-out solutions
REAL = ("sample", "student", "human", "competition")  # their errors are nobody's device
Logits = list[dict[str, np.ndarray]]  # of a solution by each head, one number a step

BASELINES = ("head", "surprise", "step_length", "length", "always_right", "arithmetic")
LABELS = {
    "step_auroc": "step AUROC",
    "solution_auroc_min": "solution AUROC, minimum",
    "solution_auroc_product": "solution AUROC, product",
    "solution_auroc_orm": "solution AUROC, ORM",
    "f1": "F1 at the held-out threshold",
    "errors_found": "errors found",
    "right_spared": "right solutions spared",
    "f1_tuned_on_test": "F1, threshold tuned on the test itself",
    "lowest_is_last": "right solutions whose lowest step is the last",
    "ece": "expected calibration error",
    "ece_before": "expected calibration error before temperature scaling",
}


def judges_for(data: list[Solution], logits: Logits, fitted: dict) -> dict[str, Judge]:
    """The model and the baselines on one set, with what was fitted on the calibration half."""
    rules = {
        name: Judge([sigmoid(a + b * x) for x in values], fitted[f"{name}_threshold"])
        for name, values in rule_logits(data, logits, fitted["surprise_alone"]).items()
        for a, b in [fitted[name]]
    }
    steps = [sigmoid(fitted["joined"].join(x) / fitted["temperature"]) for x in logits]
    return {
        "model": Judge(steps, fitted["threshold"], outcome_logits(logits)),
        **rules,
        "always_right": Judge([np.ones(len(s.steps)) for s in data], 0.5),
        "arithmetic": Judge([arithmetic_probabilities(list(s.steps)) for s in data], 0.5),
    }


def rule_logits(
    data: list[Solution], logits: Logits, surprise: dict[str, float]
) -> dict[str, Probabilities]:
    """What the rules that need fitting read of each step: the higher, the likelier it is right.

    `surprise` says how its PARTS weigh where there is no head beside them.
    """
    return {
        "head": [x["prm"] for x in logits],
        "surprise": [sum(surprise[part] * x[part] for part in PARTS) for x in logits],
        "length": [length_logits(list(s.steps)) for s in data],
        "step_length": [step_length_logits(list(s.steps)) for s in data],
    }


def fit(data: LabelledSet, logits: Logits) -> dict:
    """How surprise is joined, temperature and threshold of the model, and what the rules need."""
    chosen, weights, real = real_errors(data, logits)
    labels = data.labels[real]
    surprise = as_surprise(*fit_surprise(chosen, labels, weights, ("prm", *PARTS)))
    out: dict = {
        "joined": surprise,
        "surprise_alone": fit_surprise(chosen, labels, weights, PARTS)[1],
    }
    joined = [surprise.join(x) for x in logits]
    values = data.steps(joined)
    reached = ~np.isnan(values)
    out["temperature"] = fit_temperature(values[reached], data.labels[reached])
    out["threshold"] = _threshold(data, [sigmoid(x / out["temperature"]) for x in joined])
    for name, rule in rule_logits(data.solutions, logits, out["surprise_alone"]).items():
        read = data.steps(rule)
        a, b = fit_rule(read[~np.isnan(read)], data.labels[~np.isnan(read)])
        out[name] = a, b
        out[f"{name}_threshold"] = _threshold(data, [sigmoid(a + b * x) for x in rule])
    return out


def real_errors(data: LabelledSet, logits: Logits) -> tuple[Scores, np.ndarray, np.ndarray]:
    """What surprise is weighed by: the scores and weights of the steps from REAL that were reached,
    and which of the rated steps these are.
    """
    scores = {name: data.steps([x[name] for x in logits]) for name in ("prm", *PARTS)}
    weights = source_weights(data)
    real = ~np.isnan(scores["prm"]) & (weights > 0)
    return {name: values[real] for name, values in scores.items()}, weights[real], real


def source_weights(data: LabelledSet) -> np.ndarray:
    """How much each rated step counts: every source of REAL alike as a whole, all else nothing."""
    tags = [data.solutions[i].tags for i in data.step_solution]
    weights = np.zeros(len(tags))
    for source in REAL:
        of_source = np.array([source in t for t in tags])
        weights += of_source / max(of_source.sum(), 1)
    return weights


def found_by_source(data: LabelledSet, values: Probabilities) -> list[FirstErrors]:
    """How the complete solutions of each of SOURCES fare."""
    return [data.found(values, source) for source in SOURCES]


def _threshold(data: LabelledSet, values: Probabilities) -> float:
    return best_threshold(found_by_source(data, values))


def figures_of(
    name: str, data: LabelledSet, judges: dict[str, Judge], unscaled: Judge
) -> list[dict]:
    """All figures of one set, as the manifest lists them, with the baselines beside the model.

    `unscaled` is the model before temperature scaling.
    """
    points = {key: measures(data, judge) for key, judge in judges.items()}
    drawn = measures(data, judges["model"], data.draws)
    for key in judges:
        points[key]["ece_before"] = points[key]["ece"]  # the baselines know no temperature
    points["model"]["ece_before"] = measures(data, unscaled)["ece"]
    drawn["ece_before"] = measures(data, unscaled, data.draws)["ece"]
    out = []
    for measure, label in LABELS.items():
        if measure not in drawn or np.isnan(points["model"][measure]):
            continue  # no whole solutions, or only right ones
        low, high = interval(drawn[measure])
        out.append(
            {
                "name": f"{name}_{measure}",
                "label": f"{SETS[name]}: {label}",
                "value": round(float(points["model"][measure]), 4),
                "low": round(low, 4),
                "high": round(high, 4),
                "baselines": {
                    key: round(float(points[key][measure]), 4)
                    for key in BASELINES
                    if measure in points[key]
                },
            }
        )
    return out


def auroc_by_tag(data: LabelledSet, logits: Probabilities) -> dict[str, tuple[float, int]]:
    """Step AUROC of each kind of wrong step against all right ones, and how many there are."""
    values, labels = data.steps(logits), data.labels
    tags = [data.solutions[i].tags for i in data.step_solution]
    out = {}
    for tag in sorted({t for i in data.complete for t in data.solutions[i].tags}):
        chosen = np.array([label == 1 or tag in t for t, label in zip(tags, labels, strict=True)])
        chosen &= ~np.isnan(values)
        wrong = int((labels[chosen] == 0).sum())
        if wrong:
            out[tag] = float(auroc(values[chosen], labels[chosen])), wrong
    return out


def reached_steps(data: LabelledSet, judge: Judge) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities and labels of the rated steps within the model's length."""
    values = data.steps(judge.probabilities)
    reached = ~np.isnan(values)
    return values[reached], data.labels[reached]


def reliability_of(data: LabelledSet, judge: Judge) -> list[str]:
    """For each bin of probability what share of its steps is right, and of how many."""
    bins = reliability(*reached_steps(data, judge), SETTINGS["reliability_bins"])
    return [f"{share:.2f} of {count}" if count else "–" for count, _, share in bins]


def calibration_of(data: LabelledSet, judge: Judge) -> list[str]:
    """Its calibration error, the one that exact probabilities would show, and of how many steps."""
    values, labels = reached_steps(data, judge)
    errors = (
        expected_calibration_error(values, labels),
        calibration_error_by_chance(values, CHANCE_DRAWS, SEED),
    )
    return [*(f"{error:.3f}" for error in errors), str(len(values))]


def markdown(
    figures: list[dict],
    kinds: dict[str, tuple[float, int]],
    reliable: dict[str, list[str]],
    calibrated: dict[str, list[str]],
) -> str:
    """The tables of every figure, of the kinds of error, and of how far to trust probabilities."""
    rows = [
        f"| figure | model (95 %) | {' | '.join(b.replace('_', ' ') for b in BASELINES)} |",
        "|---|---" + "|---" * len(BASELINES) + "|",
    ]
    for f in figures:
        numbers = [
            f"{f['baselines'][key]:.3f}" if key in f["baselines"] else "–" for key in BASELINES
        ]
        model = f"{f['value']:.3f} ({f['low']:.3f} to {f['high']:.3f})"
        rows.append(f"| {f['label']} | {model} | {' | '.join(numbers)} |")
    rows += ["", "| wrong steps, held-out | step AUROC | steps |", "|---|---|---|"]
    rows += [f"| {tag} | {value:.3f} | {count} |" for tag, (value, count) in kinds.items()]
    bins = SETTINGS["reliability_bins"]
    edges = [f"{b / bins:.1f} to {(b + 1) / bins:.1f}" for b in range(bins)]
    rows += ["", "| share of right steps where it says | " + " | ".join(edges) + " |"]
    rows += ["|---" * (bins + 1) + "|"]
    rows += [f"| {SETS[name]} | {' | '.join(cells)} |" for name, cells in reliable.items()]
    rows += ["", "| calibration error | measured | by chance, were it exact | steps |"]
    rows += ["|---" * 4 + "|"]
    rows += [f"| {SETS[name]} | {' | '.join(cells)} |" for name, cells in calibrated.items()]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--quantized", type=Path, help="exported model whose weights to measure")
    parser.add_argument("--sets", choices=SETS, nargs="+", help="all where it is not given")
    arguments = parser.parse_args()
    model, tokenizer, config = load_checkpoint(arguments.checkpoint)
    if arguments.quantized:
        model = load_shipped(arguments.quantized, config)

    calibration, report = held_out(arguments.held_out)
    tagged = {
        "samples": "sample",
        "held_out": "synthetic",
        "students": "student",
        "human": "human",
        "competition": "competition",
    }
    # Real solvers first: what a reader should see before the figures on spoilt solutions.
    sets = {
        "processbench_gsm8k": processbench(arguments.data, "gsm8k"),
        "processbench_math": processbench(arguments.data, "math"),
        "prm800k": prm800k_test(arguments.data),
    }
    for name, tag in tagged.items():
        if any(tag in s.tags for s in report):
            sets[name] = [s for s in report if tag in s.tags]
    if arguments.sets:
        sets = {name: solutions for name, solutions in sets.items() if name in arguments.sets}
    calibration = LabelledSet(calibration)
    logits = judge_solutions(model, tokenizer, config, calibration.solutions, surprise=True)
    fitted = fit(calibration, logits)

    figures: list[dict] = []
    reliable, calibrated = {}, {}
    kinds: dict[str, tuple[float, int]] = {}
    for name, solutions in sets.items():
        data = LabelledSet(solutions)
        logits = judge_solutions(model, tokenizer, config, solutions, surprise=True)
        judges = judges_for(solutions, logits, fitted)
        joined = [fitted["joined"].join(x) for x in logits]
        unscaled = Judge([sigmoid(x) for x in joined], 0.5)
        figures += figures_of(name, data, judges, unscaled)
        reliable[name] = reliability_of(data, judges["model"])
        calibrated[name] = calibration_of(data, judges["model"])
        if name == "held_out":
            kinds = auroc_by_tag(data, joined)
            found = data.found(judges["model"].probabilities)
            fitted["tradeoff"] = [
                {"threshold": t, "errors_found": float(wrong), "right_spared": float(right)}
                for t in SETTINGS["thresholds"]
                for wrong, right in [found.accuracies(t)]
            ]
    print(f"temperature {fitted['temperature']:.3f}, threshold {fitted['threshold']:.3f}\n")
    print(markdown(figures, kinds, reliable, calibrated))
    if arguments.sets:
        return
    command = f"python models/evaluate.py {arguments.checkpoint} --data DIR"
    command += f" --held-out {arguments.held_out}"
    if arguments.quantized:
        command += f" --quantized {arguments.quantized}"
    figures = [{**f, "command": command} for f in figures]
    kept = {key: fitted[key] for key in ("temperature", "threshold", "tradeoff")}
    kept["surprise"] = asdict(fitted["joined"])
    for name, content in (("calibration", kept), ("figures", figures)):
        (arguments.checkpoint / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    main()
