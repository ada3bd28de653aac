"""A course of the user's own: read as it is meant, or all its mistakes at once with their place."""

import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.education_paths.build import build_setting
from simulators.education_paths.readers.load import file_faults, load_course
from simulators.education_paths.readers.own_course import read_course
from simulators.education_paths.world import World
from simulators.supply_chain.readers.faults import InputFaults

CONCEPTS = """\
concept,prerequisites,confusable,exam_share
ratio,,,0.4
proportion,ratio,percentage,0.3
percentage,ratio,,0.2
interest,percentage|proportion,,0.1
"""
KINDS = ("video,,5", "worked,,4", "exercise,easy,1.5", "exercise,3,6")
ACTIVITIES = "concept,kind,level,minutes\n" + "".join(
    f"{name},{kind}\n"
    for name in ("ratio", "proportion", "percentage", "interest")
    for kind in KINDS
)


@pytest.fixture
def files(tmp_path):
    def written(concepts=CONCEPTS, activities=ACTIVITIES):
        paths = tmp_path / "concepts.csv", tmp_path / "activities.csv"
        for path, words in zip(paths, (concepts, activities), strict=True):
            path.write_text(words)
        return paths

    return written


def faults(paths, session_min=40.0):
    with pytest.raises(InputFaults) as caught:
        read_course(*paths, session_min=session_min)
    return caught.value.faults


def test_a_course_is_what_its_tables_say(files):
    course = read_course(*files(), session_min=40.0)
    assert course.names == ("ratio", "proportion", "percentage", "interest")
    assert course.shares == pytest.approx((0.4, 0.3, 0.2, 0.1))
    assert course.graph.layer.tolist() == [0, 1, 1, 2]
    assert np.argwhere(course.graph.needs).tolist() == [[1, 0], [2, 0], [3, 1], [3, 2]]
    assert np.argwhere(course.graph.siblings).tolist() == [[1, 2], [2, 1]]
    assert len(course.activities) == 16
    assert course.activities[3].level == 3


def test_a_course_may_be_listed_in_any_order(files):
    lines = CONCEPTS.splitlines()
    turned = "\n".join([lines[0], *reversed(lines[1:])])
    course = read_course(*files(turned), session_min=40.0)
    assert course.graph.layer.tolist() == [2, 1, 1, 0]


def test_semicolons_with_decimal_commas_say_the_same(files):
    concepts, activities = (
        words.replace(",", ";").replace(".", ",") for words in (CONCEPTS, ACTIVITIES)
    )
    usual, other = (
        read_course(*files(*pair), session_min=40.0) for pair in ((), (concepts, activities))
    )
    assert usual.activities == other.activities
    assert usual.shares == other.shares


def test_a_cycle_is_named_with_its_row(files):
    words = CONCEPTS.replace("ratio,,,0.4", "ratio,interest,,0.4")
    (found,) = faults(files(words))
    assert found == (
        "concepts.csv, row 2, column prerequisites: expected prerequisites that can be learnt"
        " before, got a cycle: ratio -> interest -> proportion -> ratio; take one of them out"
    )


def test_each_knot_is_named_once(files):
    words = "concept,prerequisites,exam_share\na,b,.25\nb,a,.25\nc,d,.25\nd,c,.25\n"
    activities = "concept,kind,level,minutes\n" + "".join(
        f"{name},video,,5\n{name},exercise,1,2\n" for name in "abcd"
    )
    cycles = [fault for fault in faults(files(words, activities)) if "cycle" in fault]
    assert len(cycles) == 2
    assert "a -> b -> a" in cycles[0]
    assert "c -> d -> c" in cycles[1]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("interest,percentage|proportion,,0.1", "interest,interest,,0.1", "row 5, column prereq"),
        ("ratio,,,0.4", "ratio,,,0.5", "column exam_share: expected shares that sum to 1, got 1.1"),
        ("ratio,,,0.4", "ratio,,,40", "row 2, column exam_share: expected a share from 0 to 1"),
        ("ratio,,,0.4", "proportion,,,0.4", "row 3, column concept: expected each name once"),
        ("proportion,ratio,", "proportion,ration,", "did you mean ratio?"),
        ("exam_share\n", "weight\n", "row 1: expected the columns exam_share"),
    ],
)
def test_a_fault_of_the_concepts_names_row_column_and_what_was_expected(files, old, new, told):
    found = faults(files(CONCEPTS.replace(old, new)))
    assert any(told in fault and fault.startswith("concepts.csv") for fault in found), found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ratio,video,,5", "ratio,podcast,,5", "row 2, column kind: expected one of video, text"),
        ("ratio,video,,5", "ratio,video,2,5", "row 2, column level: expected an empty cell"),
        ("ratio,exercise,easy", "ratio,exercise,", "row 4, column level: expected easy, middle"),
        ("ratio,exercise,easy", "ratio,exercise,7", "row 4, column level: expected easy, middle"),
        ("ratio,video,,5", "ratio,video,,0", "row 2, column minutes: expected minutes, above 0"),
        ("ratio,video,,5", "ratio,video,,90", "row 2, column minutes: expected at most session"),
        ("ratio,video,,5", "ratios,video,,5", "row 2, column concept: expected a name in the"),
        ("ratio,video,,5", "ratio,worked,,5", "row 3: expected each activity once"),
        ("level", "stage", "column level: expected easy, middle or hard, got an empty cell"),
        ("minutes", "how_long", "row 1: expected the columns minutes"),
    ],
)
def test_a_fault_of_the_activities_names_row_column_and_what_was_expected(files, old, new, told):
    found = faults(files(activities=ACTIVITIES.replace(old, new, 1)))
    assert any(told in fault and fault.startswith("activities.csv") for fault in found), found


def test_a_concept_that_cannot_be_taught_or_practised_is_told(files):
    lines = [line for line in ACTIVITIES.splitlines() if not line.startswith("ratio,")]
    (found,) = faults(files(activities="\n".join(lines)))
    assert found == (
        "activities.csv, column concept: expected a lesson (video, text, worked) and an exercise"
        " for 'ratio', got none"
    )


def test_all_mistakes_of_both_files_come_at_once(files):
    concepts = CONCEPTS.replace("0.1", "0.3").replace("proportion,ratio", "proportion,interest")
    activities = ACTIVITIES.replace("ratio,video,,5", "ratio,podcast,,5").replace("3,6", "3,6o")
    found = faults(files(concepts, activities))
    assert sum("cycle" in fault for fault in found) == 1
    assert sum("sum to 1" in fault for fault in found) == 1
    assert sum("podcast" in fault for fault in found) == 1
    assert sum("'6o'" in fault for fault in found) == 4


def test_one_mistake_is_not_told_as_many(files):
    assert len(faults(files(CONCEPTS.replace("concept,", "subject,", 1)))) == 1


def test_a_file_that_is_not_there_is_told_by_name(files, tmp_path):
    concepts, _ = files()
    (found,) = faults((concepts, tmp_path / "none.csv"))
    assert "none.csv: expected a readable file" in found


def test_a_world_that_names_files_is_played_on_them(files):
    concepts, activities = map(str, files())
    world = World(concepts_csv=concepts, activities_csv=activities, learners=30)
    setting = build_setting(world, Draws(b"a" * 16))
    assert [concept.exam_share for concept in setting.course.concepts] == [0.4, 0.3, 0.2, 0.1]
    assert setting.learners.mastery.shape == (30, 4)
    assert file_faults(world) == ()


def test_a_changed_file_is_read_again(files):
    concepts, activities = map(str, files())
    world = World(concepts_csv=concepts, activities_csv=activities)
    assert load_course(world).names[0] == "ratio"
    files(CONCEPTS.replace("ratio,,", "quotient,,"))
    assert any("unknown 'ratio'" in fault for fault in file_faults(world))
