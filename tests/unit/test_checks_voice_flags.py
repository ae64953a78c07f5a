"""The seven faults of a record, how grave each is, the words it points to, and the traps that raise none."""

import pytest

from caseaudit.checks.casefile import Record
from caseaudit.checks.voice import ADVICE, record_flags

TOGETHER = ("Mum", "Zara", "SW")
APART = ("Zara", "SW")


def flags(text, present=TOGETHER, record_type="statutory_visit", stage="cp", age=9.0, **known):
    return list(record_flags(Record(record_type, stage, text, present=present, age=age, **known)))


def found(text, *where, **known):
    return {flag.code: (flag.severity.value, flag.quote) for flag in flags(text, *where, **known)}


def faults(text, *where, **known):
    return {code for code in found(text, *where, **known) if code not in ADVICE}


def test_a_stock_phrase_is_pointed_to_as_a_claim_and_not_taken_as_a_view():
    raised = found("Zara was in her room. Wishes and feelings obtained.", APART)

    assert raised["no_wishes_and_feelings"] == ("medium", "Wishes and feelings obtained.")


def test_an_adults_account_is_graver_in_an_enquiry():
    text = "Zara was there. Mum says she is happy at school."

    assert found(text, record_type="s47_enquiry")["only_adults_words"] == ("high", "Mum says she is happy at school.")
    assert found(text)["only_adults_words"][0] == "medium"


@pytest.mark.parametrize(
    "stage, record_type, severity",
    [("cp", "statutory_visit", "high"), ("lac", "statutory_visit", "high"), ("cin", "s47_enquiry", "high"),
     ("cin", "cin_visit", "medium"), ("health", "review_health_assessment", "medium")],
)  # fmt: skip
def test_not_seen_is_gravest_in_visits_of_a_plan_or_of_care_and_in_enquiries(stage, record_type, severity):
    raised = found("Zara was at netball. Mum says she is fine.", ("Mum", "SW"), record_type, stage)

    assert raised["child_not_seen"] == (severity, "Zara was at netball.")


@pytest.mark.parametrize("stage, severity", [("cp", "high"), ("lac", "medium")])
def test_a_relative_who_interprets_is_gravest_in_protection(stage, severity):
    raised = found("Mum interpreted. Zara said she is sad.", TOGETHER, "statutory_visit", stage, language="Urdu")

    assert raised["interpreter_not_independent"] == (severity, "Mum interpreted.")


def test_a_need_with_nothing_adapted_is_a_fault_and_the_excuse_is_marked():
    text = "Zara is non-verbal so it was not possible to obtain her views. Mum says she is fine."

    raised = found(text, TOGETHER, "cin_visit", "cin", communication_need="autism")

    assert raised["communication_not_adapted"] == (
        "medium",
        "Zara is non-verbal so it was not possible to obtain her views.",
    )


def test_a_decision_with_a_view_and_no_influence_is_a_small_fault():
    text = "Zara said she wants to see her nan. Views noted."

    assert found(text, ("SW",), "review", "lac")["views_without_influence"] == ("low", "Views noted.")


def test_a_missing_quotation_is_advice_and_only_for_children_of_four_and_over():
    text = "Zara said she likes cars."

    assert found(text, APART) == {"no_words_of_the_child": ("low", text)}
    assert found(text, APART, age=3.5) == {}


@pytest.mark.parametrize(
    "text, present",
    [
        ("Mum made tea, then I spoke to Zara in her room on her own. She said school is good.", TOGETHER),
        ("I offered to talk upstairs and Zara said she would rather stay with Mum. She said school is good.", TOGETHER),
        ("Zara turned her music up and said ‘not today, miss’. She did not want to talk.", TOGETHER),
        ("Dear Zara, when I came to school you told me that nights are the worst.", APART),
        ("Met Zara at school. Her teacher read out her letter: ‘please can I stay at this school’.", APART),
        ("SALT advised that Zara needs Mum with her. Zara said school is good.", TOGETHER),
    ],
)
def test_good_recording_in_unexpected_forms_raises_nothing(text, present):
    assert faults(text, present) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Mum said “Zara is happy at school”. Zara was watching television.",
        "Zara was smiling and well dressed.",
        "Zara and her sister were seen. Her sister said “we hate it”.",
        "Long talk with Mum about her debts, her ex-partner and the court letter. Zara was in and out.",
    ],
)
def test_records_without_the_child_in_them_are_found(text):
    assert faults(text) & {"no_wishes_and_feelings", "only_adults_words"}


def test_every_reason_is_a_sentence_and_every_quote_stands_in_the_record():
    text = "Zara was at netball. Mum interpreted. Mum says she is fine. Views obtained."

    for flag in flags(text, ("Mum", "SW"), language="Urdu", communication_need="deaf, uses BSL"):
        assert flag.reason.endswith(".")
        assert flag.quote in text
        assert flag.criterion
        assert flag.source
