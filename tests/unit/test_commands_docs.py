from datetime import date

import pytest
from click.testing import CliRunner
from lxml import etree

from caseaudit.commands.docs import command
from caseaudit.commands.journey_documents import journey_documents, mermaid
from caseaudit.commands.tool_documents import Place, places_of, tool_documents
from caseaudit.definitions.timescale import AppliesIf, Kind
from caseaudit.web.drawings.track_map import track_map
from tests.lives import DEFINITIONS

PAGES = {**journey_documents(DEFINITIONS), **tool_documents(DEFINITIONS)}
SVG = "{http://www.w3.org/2000/svg}"


def run(folder, *options):
    return CliRunner().invoke(command, ["--into", str(folder), *options])


def test_written_pages_are_as_the_data_say_until_one_is_changed_lost_or_added(tmp_path):
    written = run(tmp_path)
    assert f"{len(PAGES)} pages of {len(PAGES)} written again." in written.output
    assert run(tmp_path, "--check").exit_code == 0

    (tmp_path / "journeys/2013-04-missing.md").write_text("Something else", encoding="utf-8")
    (tmp_path / "journeys/README.md").unlink()
    (tmp_path / "journeys/2013-04-lunch.md").write_text("A track that went", encoding="utf-8")
    checked = run(tmp_path, "--check")

    assert checked.exit_code == 1
    for name in ("2013-04-missing.md", "README.md", "2013-04-lunch.md"):
        assert f"journeys/{name}: not what the data say" in checked.output
    run(tmp_path)
    assert run(tmp_path, "--check").exit_code == 0


def test_a_folder_that_is_not_there_is_refused_with_what_to_do(tmp_path):
    result = run(tmp_path / "nowhere")

    assert result.exit_code == 2
    assert "Say where to write with --into" in result.output


@pytest.mark.parametrize("journey", DEFINITIONS.journeys, ids=lambda journey: journey.edition)
def test_every_step_of_every_track_stands_in_its_page_with_its_source(journey):
    for track in journey.tracks:
        page = PAGES[f"journeys/{journey.edition}-{track.key.replace('_', '-')}.md"]
        for step in track.steps:
            assert step.title in page
            assert step.rests_on in page
            assert (step.finding or "") in page


def test_every_combination_stands_in_its_page_with_its_sentence_and_its_limits():
    page = PAGES["journeys/combinations.md"]

    for row in DEFINITIONS.combinations:
        assert f"| {row.title} | {row.sentence} |" in page
        assert all(f"{name.replace('_', ' ')} {n}" in page for name, n in row.limits.items())


@pytest.mark.parametrize("name", [name for name in PAGES if name.endswith(".svg")])
def test_a_picture_stands_alone_and_says_what_it_shows(name):
    drawing = etree.fromstring(PAGES[name].encode())

    assert drawing.tag == f"{SVG}svg"
    assert drawing.findtext(f"{SVG}title")
    assert "The states are" in drawing.findtext(f"{SVG}desc")
    assert not [node for node in drawing.iter() if node.tag in (f"{SVG}script", f"{SVG}style", f"{SVG}image")]


def test_mermaid_text_names_every_state_and_every_way():
    track = DEFINITIONS.journeys[-1].track("child_protection")

    lines = list(mermaid(track_map(track)))

    assert lines[0] == "stateDiagram-v2"
    assert '    state "Child protection plan" as plan' in lines
    assert "    conference --> plan: Made subject to a plan (T15)" in lines
    assert not [line for line in lines if ";" in line]


ON = [rule for rule in DEFINITIONS.timescales.rules if rule.is_on and rule.kind is Kind.LIMIT]


def row_of(rule, page):
    """The line of a page that has this rule in these years."""
    lines = [line for line in page.splitlines() if line.startswith(f"| {rule.id} | {rule.title} |")]
    return lines[0] if len(lines) == 1 else ""


@pytest.mark.parametrize("rule", ON, ids=lambda rule: f"{rule.id} of {rule.n} {rule.unit}")
def test_a_limit_stands_on_a_page_with_its_number_its_clock_and_its_source_side_by_side(rule):
    cells = row_of(rule, PAGES["journeys/time-limits.md"]).split(" | ")

    starts = "; ".join(DEFINITIONS.timescales.events[event] for event in (*rule.triggers, *rule.or_else))
    assert cells[2:4] == [rule.unit.in_words(rule.n), starts]
    assert cells[-1].startswith(rule.rests_on[:20])


@pytest.mark.parametrize("rule", ON, ids=lambda rule: f"{rule.id} of {rule.n} {rule.unit}")
def test_a_limit_stands_on_the_pages_of_the_tracks_whose_events_it_counts(rule):
    for journey in DEFINITIONS.journeys:
        begins, last = rule.in_force_from or date.min, journey.in_force_to or date.max
        is_of_its_years = begins <= last and (rule.in_force_to or date.max) >= journey.in_force_from
        homes = {journey.home_of(event) for event in (*rule.triggers, *rule.due)} - {None}
        for home in homes if is_of_its_years else ():
            page = PAGES[f"journeys/{journey.edition}-{home.replace('_', '-')}.md"]
            assert rule.unit.in_words(rule.n) in row_of(rule, page), (journey.edition, home)


def test_every_tool_and_every_question_of_its_newest_edition_stand_in_the_page_about_tools():
    page = PAGES["audit-tools.md"]

    for key in {tool.key for tool in DEFINITIONS.tools}:
        tool = DEFINITIONS.latest_tool(key)
        assert f"[{tool.title}](../forms/{tool.key}/{tool.edition}.toml)" in page
        assert [question.id for question in tool.questions if f"| {question.text} |" not in page] == []


@pytest.mark.parametrize(
    ("citation", "places"),
    [
        (
            "Ofsted and CQC inspection, Luton 2012, paragraphs 30 and 59",
            [("Ofsted and CQC inspection, Luton 2012", "30"), ("Ofsted and CQC inspection, Luton 2012", "59")],
        ),
        (
            "CQC review, Bedford 2015, paragraph 1.5 (reliance on others); CQC report on Luton 2012, paragraph 5",
            [("CQC review, Bedford 2015", "1.5"), ("CQC report on Luton 2012", "5")],
        ),
        (
            "The Board, annual report 2012/13, private fostering (not notified; few known)",
            [("The Board, annual report 2012/13", "private fostering")],
        ),
        ("Children Act 1989, section 20", [("Children Act 1989", "20")]),
        ("CQC review, Bedford 2015, what people told us", [("CQC review, Bedford 2015", "what people told us")]),
    ],
)
def test_a_citation_names_each_paragraph_of_its_sources(citation, places):
    assert [(place.source, place.part) for place in places_of(citation)] == places


def test_paragraphs_stand_in_the_order_of_their_numbers():
    numbers = [Place("One", part) for part in ("3.12", "a part", "3.2", "20")]

    assert [place.part for place in sorted(numbers, key=lambda place: place.order)] == ["3.2", "3.12", "20", "a part"]


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        ("SA-01", "only if, on that day or after it: referral accepted or assessment started"),
        ("SA-01", "not if, before the day due: referral closed with no further action"),
        ("ADO-04a", "not if, on the day due: permanence: placed for adoption"),
        ("ADO-04a", "not while: permanence: placed for adoption"),
        ("ADO-05a", "while: permanence: placed for adoption"),
        ("LAC-02", "counted within: became looked after"),
        ("PEP-01", "legal status L1 or L2"),
        ("CL-02", "one done before that day counts"),
    ],
)
def test_a_limit_that_is_not_for_every_child_says_for_whom_it_is(rule, condition):
    row = next(line for line in PAGES["journeys/time-limits.md"].splitlines() if line.startswith(f"| {rule} |"))

    assert condition in row


@pytest.mark.parametrize("rule", ON, ids=lambda rule: f"{rule.id} of {rule.n} {rule.unit}")
def test_no_limit_with_a_condition_is_said_to_be_for_every_child(rule):
    asked = (rule.only_if, rule.starts, rule.stops, rule.while_in, rule.unless_in, rule.stops_at_age)
    is_for_all = not any(asked) and rule.applies_if == AppliesIf() and not rule.is_optional

    row = row_of(rule, PAGES["journeys/time-limits.md"])

    assert is_for_all or "every child" not in row
