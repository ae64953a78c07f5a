"""Each label of a record by its own words: quotation, influence, adapted communication and interpreting."""

import pytest

from caseaudit.checks.casefile import Record
from caseaudit.checks.voice_labels import judge_record

TOGETHER = ("Mum", "Zara", "SW")


def labels(text, present=TOGETHER, record_type="statutory_visit", age=9.0, **known):
    return judge_record(Record(record_type, known.pop("stage", "cp"), text, present=present, age=age, **known)).labels


@pytest.mark.parametrize(
    "text, is_quoted",
    [
        ("Zara told me, “I hide under the stairs”.", True),
        ("Zara typed on her tablet: “bus loud”.", True),
        ("Zara signed MORE and then HOME.", True),
        ("Z: I hate the bus.", True),
        ("Zara said she hides under the stairs.", False),
        ("Mum said “she is a nightmare in the mornings”.", False),
        ("“She never eats,” said Nan. Zara looked cross.", False),
        ("Zara has been ‘kicking off’ at school. She says it is boring.", False),
        ("Zara said she is fine. Her sister Jade said “we hate it here”.", False),
        ("Dear Zara, you told me “nights are the worst”.", True),
        ("Teacher read out Zara’s letter: “please can I stay”.", True),
    ],
)
def test_a_quotation_counts_where_the_words_are_the_childs_own(text, is_quoted):
    assert labels(text)["direct_quote"] is is_quoted


def test_nobody_asks_for_a_quotation_from_a_baby_or_a_child_not_born():
    assert labels("Baby smiled at Mum.", age=1.4)["direct_quote"] is None
    assert labels("The baby kicks.", age=None, is_unborn=True)["direct_quote"] is None


@pytest.mark.parametrize(
    "text, is_tied",
    [
        ("Zara wants her own key. Key cut today and given to her.", True),
        ("Zara said she is scared of the dog. I have asked the landlord to move the dog.", True),
        ("She asked to go home; I explained why that cannot change until court.", True),
        ("Because of what Zara said I recommend that contact is supervised.", False),
        ("Zara said he shouts. Because of what Zara said I recommend that contact is supervised.", True),
        ("Zara wants to see her nan. Her views will be shared with the meeting.", False),
        ("Zara wants to see her nan. Views noted. Plan to continue.", False),
        ("Mum booked the dentist. Mum says Zara is fine.", False),
    ],
)
def test_influence_ties_a_decision_to_what_the_child_said(text, is_tied):
    assert labels(text)["influence_on_plan"] is is_tied


def test_a_plans_own_lines_are_no_answer_to_the_child():
    text = "Zara would like her own bed. Actions: parents to attend parenting course; school to monitor attendance."

    assert labels(text, ("SW",), "plan")["influence_on_plan"] is False


@pytest.mark.parametrize(
    "text, is_adapted",
    [
        ("Zara drew her house and put Dad on the roof.", True),
        ("We used the three houses. Zara said nights are bad.", True),
        ("Zara and I walked the dog. She said she likes it here.", True),
        ("I asked short questions. Zara said the taxi is scary.", True),
        ("Zara pointed to the sad symbol when I said bus.", True),
        ("Zara said school is fine.", False),
        ("Zara was playing on her tablet. She said school is fine.", False),
        ("Will use the worry cards next time. Zara said school is fine.", False),
        ("Zara said school is fine. Signed by Zara.", False),
    ],
)
def test_an_adapted_method_is_one_that_was_used_with_the_child(text, is_adapted):
    assert labels(text)["communication_adapted"] is is_adapted


@pytest.mark.parametrize(
    "text, present, language, is_independent",
    [
        ("A professional interpreter came. Zara said she is sad.", ("Zara", "SW"), "Somali", True),
        ("Zara said she is sad.", ("Zara", "SW", "telephone interpreter"), "Somali", True),
        ("I speak Somali and spoke with Zara in Somali.", ("Zara", "SW"), "Somali", True),
        ("Mum interpreted. Zara said she is sad.", TOGETHER, "Somali", False),
        ("Her older brother translated for us.", ("Zara", "SW", "brother"), "Somali", False),
        ("The carer’s son interpreted.", ("Zara", "SW"), "Somali", False),
        ("My colleague from the duty team interpreted.", ("Zara", "SW"), "Somali", False),
        ("No interpreter was available so I used gestures.", ("Zara", "SW"), "Somali", False),
        ("Zara said she is sad.", ("Zara", "SW"), "Somali", False),
        ("Zara said she is sad.", ("Zara", "SW"), "English", None),
        ("Zara speaks fluent English. She said she is sad.", ("Zara", "SW"), "Somali", None),
    ],
)
def test_an_interpreter_is_somebody_with_no_tie_to_the_family_or_the_case(text, present, language, is_independent):
    assert labels(text, present, language=language)["interpreter_independent"] is is_independent


def test_signing_calls_for_an_interpreter_and_a_baby_does_not():
    deaf = {"communication_need": "deaf, uses BSL", "language": "BSL"}

    assert labels("Mum signed for Zara. Zara said she is fine.", **deaf)["interpreter_independent"] is False
    assert labels("A registered BSL interpreter came.", **deaf)["interpreter_independent"] is True
    assert labels("Baby smiled at Mum.", age=0.5, language="Urdu")["interpreter_independent"] is None


def test_every_label_that_cannot_apply_to_an_unborn_baby_is_left_open():
    judged = labels("The baby is exposed to smoke and Mum talks to the bump.", ("Mum", "SW"), age=None, is_unborn=True)

    assert judged["wishes_feelings"] is True
    assert [name for name, verdict in judged.items() if verdict is None] == [
        "child_seen", "seen_alone", "direct_quote", "communication_adapted", "interpreter_independent",
    ]  # fmt: skip
