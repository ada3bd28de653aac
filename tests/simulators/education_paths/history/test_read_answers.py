import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.education_paths.history.read_answers import read_answers
from simulators.supply_chain.readers.faults import InputFaults

HEAD = "learner,step,skill,correct\n"


def write(folder: Path, text: str, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> tuple[str, ...]:
    with pytest.raises(InputFaults) as caught:
        read_answers(path)
    return caught.value.faults


def test_answers_of_a_learner_stand_together_in_their_order(tmp_path):
    text = HEAD + "ann,1,adding,1\nbob,1,adding,0\nann,2,taking,0\nbob,7,taking,1\nann,3,adding,1\n"
    found = read_answers(write(tmp_path, text))
    assert found.learners == 2
    assert found.skills == ("adding", "taking")
    assert found.learner.tolist() == [0, 0, 0, 1, 1]
    assert found.skill.tolist() == [0, 1, 0, 0, 1]
    assert found.correct.tolist() == [True, False, True, False, True]


def test_compressed_semicolons_other_columns_capitals_and_blank_lines_make_no_difference(tmp_path):
    plain = read_answers(write(tmp_path, HEAD + "a,1,x,1\na,2,y,0\n"))
    path = tmp_path / "answers.csv.gz"
    text = "\ufeffSkill;Correct;hints;Step;Learner\nx;1.0;3;1;a\n\ny;0;;2;a\n"
    path.write_bytes(gzip.compress(text.encode()))
    other = read_answers(path)
    assert other.skills == plain.skills
    assert other.correct.tolist() == plain.correct.tolist() == [True, False]


def test_all_faults_are_named_at_once_with_file_row_and_column(tmp_path):
    again = "expected a step after 2 of learner 'a' (row 3), got '2'"
    rows = ["a,1,x,1", "a,2,x,0.25", "a,2,x,1", ",3,x,0", "b,first,x,1", "b,2,,", "b,3"]
    assert faults_of(write(tmp_path, HEAD + "\n".join(rows))) == (
        "answers.csv, row 3, column correct: expected 0 or 1, got '0.25'",
        f"answers.csv, row 4, column step: {again}; sort the rows by learner and step, each once",
        "answers.csv, row 5, column learner: expected a name, got an empty cell",
        "answers.csv, row 6, column step: expected a number, got 'first'",
        "answers.csv, row 7, column correct: expected 0 or 1, got an empty cell",
        "answers.csv, row 7, column skill: expected a name, got an empty cell",
        "answers.csv, row 8: expected at least 4 cells, got 2",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "expected the columns learner, step, skill, correct, got an empty file"),
        ("learner,step,skil,correct\na,1,x,1\n", "the columns skill, got learner, step, skil"),
        ("learner,step,skil,correct\na,1,x,1\n", "rename 'skil'"),
        ("learner,step,skill,correct,correct\n", "expected one column correct, got several"),
        (HEAD, "expected at least one answer, got none"),
    ],
)
def test_a_heading_that_does_not_fit_is_told(tmp_path, text, told):
    assert told in "\n".join(faults_of(write(tmp_path, text)))


def test_what_is_no_text_at_all_is_one_fault(tmp_path):
    path = tmp_path / "answers.csv.gz"
    path.write_bytes(b"not compressed")
    assert "answers.csv.gz: cannot be read" in faults_of(path)[0]
    path = tmp_path / "answers.csv"
    path.write_bytes(b"learner,step,skill,correct\n\xff\xfe,1,1,1\n")
    assert "answers.csv: cannot be read" in faults_of(path)[0]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.booleans()), min_size=1))
def test_every_answer_is_read_once_and_no_other(tmp_path_factory, rows):
    lines = [f"{a},{n},{b},{int(c)}" for n, (a, b, c) in enumerate(rows)]
    found = read_answers(write(tmp_path_factory.mktemp("a"), HEAD + "\n".join(lines)))
    ordered = sorted(enumerate(rows), key=lambda row: (row[1][0], row[0]))
    learners = [rows[n][0] for n, _ in ordered]
    firsts = list(dict.fromkeys(a for a, _, _ in rows))
    by_code = sorted(zip(found.learner.tolist(), found.correct.tolist(), strict=True))
    assert by_code == sorted((firsts.index(a), c) for a, _, c in rows)
    assert sorted(learners) == sorted(firsts[code] for code in found.learner.tolist())
    names = [found.skills[code] for code in found.skill]
    assert sorted(names) == sorted(str(b) for _, b, _ in rows)
