import pytest

from caseaudit.intake.codes import label_of, read_code
from caseaudit.intake.specification import annex_a_lists, code_sets


@pytest.mark.parametrize(
    ("set_name", "text", "codes"),
    [
        ("primary_need", "N1", ("N1",)),
        ("primary_need", "n1", ("N1",)),
        ("primary_need", "Abuse or neglect", ("N1",)),
        ("primary_need", "N1 - Abuse or Neglect", ("N1",)),
        ("primary_need", "N1 – Abuse or Neglect", ("N1",)),
        ("closure_reason", "RC7:label", ("RC7",)),
        ("referral_source", "q) 6: Police", ("6",)),
        ("referral_source", "6", ("6",)),
        ("referral_source", "b) 1B: Individual", ("1B",)),
        ("activity", "F1: Full time in higher education", ("F1",)),
        ("accommodation", "Y: Other accommodation", ("Y",)),
        ("legal_status", "C2: FCO", ("C2",)),
        ("eligibility", "b) Former relevant child", ("FORMER_RELEVANT",)),
        ("yes_no", "TRUE", ("Y",)),
        ("yes_no", "b)", ("N",)),
        ("ethnicity", "k) APKN", ("APKN",)),
    ],
)
def test_a_code_is_read_in_every_way_councils_write_it(set_name: str, text: str, codes: tuple[str, ...]) -> None:
    assert read_code(set_name, text) == codes


@pytest.mark.parametrize(
    ("set_name", "text"),
    [
        ("primary_need", "PSRMEM - Support with memory and cognition"),
        ("primary_need", "2a Physical Disability"),
        ("primary_need", "DO NOT USE ESCR TESTING ONLY"),
        ("ethnicity", "A.A1 White > British"),
        ("yes_no", "CS Assessment Updated"),
        ("in_touch", "no longer answers"),
        ("abuse_category", "Neglect/emotional"),
    ],
)
def test_what_is_no_code_is_never_forced_into_one(set_name: str, text: str) -> None:
    assert read_code(set_name, text) == ()


@pytest.mark.parametrize("letter", ["s", "t"])
def test_the_letter_before_a_code_decides_nothing(letter: str) -> None:
    assert read_code("ethnicity", f"{letter}) NOBT") == ("NOBT",)
    assert read_code("sex", f"{letter}) Female") == ("F",)


def test_both_no_and_none_are_codes_and_not_blanks() -> None:
    assert read_code("ethnicity", "BOTH") == ("BOTH",)
    assert read_code("in_touch", "NO") == ("NO",)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("CLA&CP", ("LAC", "CP")),
        ("CP/CLA", ("CP", "LAC")),
        ("CP Ext", ("CP",)),
        ("Care leaver", ("LEAVER",)),
        ("Looked after child and child protection plan", ("LAC", "CP")),
        ("CLA & something else", ()),
    ],
)
def test_a_case_status_may_be_several_at_once(text: str, codes: tuple[str, ...]) -> None:
    assert read_code("case_status", text) == codes


def test_every_code_reads_as_itself_and_by_its_own_label() -> None:
    for set_name, codes in code_sets().items():
        labels = [meaning.label for meaning in codes.values()]
        for code, meaning in codes.items():
            assert read_code(set_name, code) == (code,)
            assert label_of(set_name, code) == meaning.label
            if labels.count(meaning.label) == 1:
                assert read_code(set_name, meaning.label) == (code,)


def test_no_spelling_of_a_set_means_two_codes() -> None:
    for codes in code_sets().values():
        spellings = [
            words.casefold() for meaning in codes.values() for words in (*meaning.also, meaning.letter) if words
        ]
        assert len(spellings) == len(set(spellings))


def test_every_column_of_codes_names_a_set_there_is() -> None:
    columns = [column for shape in annex_a_lists() for column in shape.columns]

    assert {column.codes for column in columns if column.kind == "code"} <= set(code_sets())
    assert not [column.key for column in columns if column.kind != "code" and column.codes]
