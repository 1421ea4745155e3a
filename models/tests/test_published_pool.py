from published_pool import published_steps


def test_steps_lose_their_annotations_and_the_answer_stands_apart():
    steps, answer = published_steps("She sells 16 - 3 = <<16-3=13>>13 eggs\n\nThat is $26\nA: 26")
    assert steps == ["She sells 16 - 3 = 13 eggs", "That is $26"]
    assert answer == "26"


def test_a_solution_that_breaks_off_has_no_answer():
    assert published_steps("She sells 13 eggs") == (["She sells 13 eggs"], None)
