"""Tell an annotated solution in one of several voices, as visitors paste them.

A voice draws its wording from a random source. Telling a line and its corrupted twin from sources
in the same state gives texts that differ only where the error is: their common beginning is the
part that is still right.
"""

import random
import re
from dataclasses import dataclass

from annotations import ANNOTATION, NUMBER, parse_number, written_as

LOWERED = {
    *("The", "He", "She", "They", "It", "There", "In", "If", "This", "That", "Each", "After"),
    *(
        "His",
        "Her",
        "Their",
        "For",
        "When",
        "At",
        "On",
        "With",
        "Of",
        "To",
        "A",
        "An",
        "One",
        "All",
    ),
    *("By", "Since", "Then", "So", "Thus", "Therefore", "From", "Out", "Every", "We"),
}
OPENINGS = [
    "Let's break this down step by step.",
    "To solve this problem, let's go through it step by step.",
    "Let's work through the problem one part at a time.",
    "We start by collecting what we know.",
    "Let's first write down what the problem tells us.",
    "To find the answer, we follow these steps.",
]
LEADS_FIRST = [
    "First, ",
    "First, let's see: ",
    "To start, ",
    "Let's begin: ",
    "First of all, ",
    "We begin with this: ",
    "",
]
LEADS = [
    "Next, ",
    "Then, ",
    "Now, ",
    "After that, ",
    "So, ",
    "Next, we find that ",
    "This means that ",
    "Now let's look at the next part. ",
    "We can now calculate: ",
    "Second, ",
    "From this, ",
    "",
    "",
]
LEADS_LAST = ["Finally, ", "Lastly, ", "Therefore, ", "So in the end, ", "Thus, ", "Hence, ", ""]
CLOSINGS = [
    "Therefore, the answer is {n}.",
    "So, the final answer is {n}.",
    "The answer is {n}.",
    "Thus, the answer is \\boxed{{{n}}}.",
    "Therefore, the answer is $\\boxed{{{n}}}$.",
    "Hence the answer to the question is \\(\\boxed{{{n}}}\\).",
    "So the answer is **{n}**.",
    "Final Answer: The final answer is {n}. I hope it is correct.",
    "Answer: {n}",
]
WORDS = {
    "+": "adding {b} to {a}",
    "-": "subtracting {b} from {a}",
    "*": "multiplying {a} by {b}",
    "/": "dividing {a} by {b}",
}
QUOTES = [
    "We know that {s} ",
    "The problem says that {s} ",
    "We are told that {s} ",
    "According to the problem, {s} ",
    "Recall that {s} ",
    "{S} ",
    "{S} ",
]
PLANS = [
    "To find this, we start by {d}. ",
    "We can work this out by {d}. ",
    "This calls for {d}. ",
]


@dataclass(frozen=True)
class Voice:
    """How equations are set and lines are led in.

    `maths` sets an equation: as written, spaced, with × and ÷, in inline LaTeX, in display LaTeX.
    `chatty` adds openings, lead-ins and a closing; `numbered` puts 'Step 2:' before a line;
    `explains` says before a calculation what the problem states and what is about to be done.
    """

    name: str
    maths: str
    chatty: bool
    numbered: bool
    explains: bool = False


VOICES = [
    Voice("terse", "written", False, False),
    Voice("spaced", "spaced", True, False),
    Voice("symbols", "symbols", True, False),
    Voice("latex", "inline", True, False),
    Voice("display", "display", True, False),
    Voice("numbered", "spaced", True, True),
    Voice("numbered latex", "inline", True, True),
    Voice("explained", "spaced", True, False, True),
    Voice("explained symbols", "symbols", True, True, True),
    Voice("explained latex", "inline", True, False, True),
    Voice("explained display", "display", True, True, True),
]


def set_equation(expression: str, dollar: str, result: str, maths: str) -> str:
    """An equation in a voice's notation; `expression` in plain symbols, `dollar` '$' or ''."""
    plain = re.sub(r"\s", "", expression).replace("×", "*").replace("÷", "/")
    plain = re.sub(r"(?<=[\d)])x(?=[\d(])", "*", plain)
    if maths == "spaced":
        return f"{_space(plain)} = {dollar}{result}"
    if maths == "symbols":
        return f"{_space(plain).replace('*', '×').replace('/', '÷')} = {dollar}{result}"
    fraction = re.fullmatch(r"([\d.,]+)/([\d.,]+)", plain)
    if fraction and len(plain) % 2:  # both spellings occur; the parity keeps a line's choice stable
        body = rf"\frac{{{fraction[1]}}}{{{fraction[2]}}}"
    else:
        body = _space(plain).replace("*", r"\times").replace("/", r"\div").replace("%", r"\%")
    shown = rf"{body} = {dollar and chr(92) + '$'}{result}"
    return rf"\({shown}\)" if maths == "inline" else rf"\[ {shown} \]"


def _space(plain: str) -> str:
    return re.sub(r"(?<=[\d)%])([-+*/])(?=[\d($.])", r" \1 ", plain)


def tell_line(line: str, voice: Voice) -> str:
    """An annotated line with its equations set in the voice, annotations gone."""
    if voice.maths == "written":
        return ANNOTATION.sub("", line)
    out, at = "", 0
    for match in ANNOTATION.finditer(line):
        result = NUMBER.match(line, match.end())
        before = line[at : match.start()]
        shown = re.search(rf"\$?{written_as(match[1])}%?\s*=\s*(\$?)\s*$", before)
        if shown and result and result[0]:
            out += before[: shown.start()]
            out += set_equation(match[1], shown[1], result[0], voice.maths)
            at = result.end()
        else:
            out += before
            at = match.end()
    return out + line[at:]


def describe(line: str) -> str:
    """'multiplying 15 by 12', for a line whose last equation has just two numbers; else ''."""
    matches = list(ANNOTATION.finditer(line))
    terms = (
        re.fullmatch(r"\s*([\d.,]+)\s*([-+*/])\s*([\d.,]+)\s*", matches[-1][1]) if matches else None
    )
    return WORDS[terms[2]].format(a=terms[1], b=terms[3]) if terms else ""


def lead_in(text: str, lead: str) -> str:
    """`text` after a lead-in, its first word in small letters where it is no name."""
    return lead + (lower_first(text) if lead.endswith((", ", "that ")) else text)


def lower_first(text: str) -> str:
    """`text` with its first word in small letters where that is no name."""
    return text[0].lower() + text[1:] if text.split(" ", 1)[0] in LOWERED else text


def tell_step(
    line: str, index: int, last: bool, voice: Voice, rng: random.Random, stated: str = ""
) -> str:
    """One line as a step of the voice; `index` counts from 0, `last` is true for the final line.

    `stated` is a sentence of the problem for a voice that explains to quote. Draws the same amount
    from `rng` whatever the line says, so twins stay alike.
    """
    text = tell_line(line, voice)
    lead = rng.choice(LEADS_FIRST if index == 0 else LEADS_LAST if last else LEADS)
    explains, numbering = rng.random(), rng.randrange(4)
    quote, plan = rng.choice(QUOTES), rng.choice(PLANS)
    if not voice.chatty:
        return text
    description = describe(line)
    if voice.explains:
        if description and explains > 0.5:
            text = plan.format(d=description) + text
        if stated:
            text = quote.format(s=lower_first(stated), S=stated) + text
    if voice.numbered:
        text = ["Step {n}: {t}", "**Step {n}:** {t}", "{n}. {t}", "### Step {n}\n{t}"][
            numbering
        ].format(n=index + 1, t=text)
    else:
        text = lead_in(text, lead)
    if description and explains < 0.25:
        text = text.rstrip() + f" We get this by {description}."
    return text


def sentences(question: str) -> list[str]:
    """What a question states, a sentence each; what it asks is left out."""
    return [
        s
        for s in re.split(r"(?<!Mr\.)(?<!Mrs\.)(?<!Ms\.)(?<!Dr\.)(?<=[.!?])\s+", question.strip())
        if s and "?" not in s
    ]


def stated_for(line: str, question: str) -> str:
    """The sentence of `question` that shares most numbers with the line's calculations, or ''."""
    used = {
        parse_number(n[0]) for m in ANNOTATION.finditer(line) for n in NUMBER.finditer(m[1]) if n[0]
    }
    shared = [
        (len(used & {parse_number(n[0]) for n in NUMBER.finditer(s) if n[0]}), s)
        for s in sentences(question)
    ]
    best = max(shared, default=(0, ""), key=lambda pair: pair[0])
    return best[1] if best[0] else ""


def restate(question: str, rng: random.Random) -> str | None:
    """What the question tells, in its own words; None where it tells nothing but the question."""
    stated = sentences(question)
    if not stated:
        return None
    kept = stated if rng.random() < 0.6 else stated[: rng.randint(1, len(stated))]
    style = rng.randrange(3)
    if style == 0:
        return "We know the following: " + " ".join(kept)
    if style == 1:
        return "Given:\n" + "\n".join(f"- {s}" for s in kept)
    return " ".join(kept)
