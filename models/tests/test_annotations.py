from fractions import Fraction

from annotations import evaluate, parse_number, parse_solution, parse_step


def test_an_annotated_line_gives_its_text_and_where_its_equation_stands():
    step = parse_step("Natalia sold 48/2 = <<48/2=24>>24 clips in May.")
    assert step.text == "Natalia sold 48/2 = 24 clips in May."
    (equation,) = step.equations
    assert equation.value == 24
    assert step.text[slice(*equation.shown)] == "48/2"
    assert step.text[slice(*equation.result)] == "24"


def test_a_calculation_in_words_has_no_shown_span():
    step = parse_step("Half of 48 clips is <<48/2=24>>24 clips.")
    assert step.equations[0].shown is None


def test_dollars_spaces_and_the_letter_x_are_part_of_a_shown_calculation():
    step = parse_step("She earned $0.2 x 50 = $<<0.2*50=10>>10.")
    start, stop = step.equations[0].shown
    assert step.text[start:stop] == "0.2 x 50"


def test_a_false_annotation_is_left_out():
    assert parse_step("That makes 2+2=<<2+2=5>>5.").equations == ()


def test_a_result_that_differs_from_its_annotation_is_left_out():
    assert parse_step("That makes 2+2=<<2+2=4>>5.").equations == ()


def test_the_answer_stands_after_the_hashes():
    solution = parse_solution("a\nb <<1+1=2>>2\n#### 1,234")
    assert [s.text for s in solution.steps] == ["a", "b 2"]
    assert solution.answer == 1234
    assert parse_solution("a\n#### none").answer is None


def test_values_are_exact():
    assert evaluate("0.1+0.2") == Fraction(3, 10)
    assert evaluate("20%*50") == 10
    assert evaluate("1,000/3") == Fraction(1000, 3)
    assert evaluate("2*(3+4)") == 14


def test_what_is_no_arithmetic_has_no_value():
    for text in ["", "x+1", "__import__('os')", "1/0", "2**99999", "(" * 500, "1 if 2 else 3"]:
        assert evaluate(text) is None


def test_numbers_are_read_with_commas_and_signs_of_money():
    assert parse_number("$1,250.50") == Fraction(2501, 2)
    assert parse_number("3/4") == Fraction(3, 4)
    assert parse_number("twelve") is None
