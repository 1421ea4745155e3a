"""What the manifest says of the model in words; the page shows it beside the figures."""

CARD = {
    "summary": (
        "It is made to show how such a judge works, not to mark homework. It learnt from school "
        "word problems in English whose numbers were changed and whose steps were spoilt on "
        "purpose, from students' errors, from a small solver's own attempts, and from competition "
        "problems whose steps people rated. To what its trained head says of a step it adds how "
        "long the step is and how much the step's digits surprise it as a language model: numbers "
        "that it would not have written are more often wrong."
    ),
    "limits": [
        "It finds three in ten errors that real solvers make in school problems, and accuses one in "
        "three of their right solutions; on competition problems it finds one in four and accuses "
        "two in three. Surprise and length alone do a little better in school problems, without the "
        "trained head. What it learnt from spoilt solutions carries over only in part: compare "
        "ProcessBench's figures with those on held-out problems.",
        "It knows the solver that it learnt from: of that one's held-out samples it ranks a right "
        "step above a wrong one in 86 of 100 cases, of a later, better one's in 82.",
        "It overlooks slips in arithmetic that a pocket calculator would catch. The exact check "
        "beside it does not: of the first errors in school problems the model names 30 in 100, "
        "whichever of the two objects first 35.",
        "Beyond school mathematics, in other languages, in notation it has not met, it guesses.",
        "Tone moves it: a confident, familiar phrasing can earn a wrong step a high number, and a "
        "step that says much gets a lower one than the same said in two.",
        "After the first error its numbers mean little, because it never saw what follows one.",
        "It does not work out the answer. It says how much a step looks like right ones.",
    ],
}
