from simulators.grid_balancing.assets.asked import asked, trimmed


def test_an_empty_answer_is_the_usual_one_and_no_fault():
    assert asked((), 3, usual=0.5) == ((0.5, 0.5, 0.5), 0)


def test_an_answer_of_a_wrong_length_is_one_fault_and_nothing_of_it_is_used():
    assert asked((1.0, 2.0), 3, usual=0.0) == ((0.0, 0.0, 0.0), 1)


def test_a_watt_of_rounding_is_no_fault_but_a_kilowatt_is():
    assert trimmed(1.0 + 5e-7, -1.0, 1.0) == (1.0, 0)
    assert trimmed(-1.001, -1.0, 1.0) == (-1.0, 1)
