"""What the five reports found missing on children's files, each with the tool that has to ask about it."""

import pytest

from caseaudit.commands.tool_documents import Place, questions_resting_on
from caseaudit.definitions.library import Definitions

OFSTED = "Ofsted and CQC inspection, Luton 2012"
CQC = "CQC report on Luton 2012"
BEDFORD = "CQC review, Bedford 2015"
NORTHANTS = "CQC review, Northamptonshire 2015"
BOARD = "Luton Safeguarding Children Board, annual report 2012/13"

COMPLAINTS = (
    ("early-help", BOARD, "common assessment framework", "slow, shared badly, asked for again in place of a referral"),
    ("early-help", NORTHANTS, "2.7", "families decline the offer, plans have no outcomes, nobody knows their part"),
    ("early-help", NORTHANTS, "2.8", "nobody holds the plan once it is below the threshold of protection"),
    ("early-help", BEDFORD, "1.5", "risks seen and not followed up; each relies on the others; drift not seen"),
    ("early-help", BEDFORD, "1.6", "no plan for a birth where worries are below the threshold"),
    ("early-help", NORTHANTS, "2.4", "thin plans and late visits for mothers with known needs"),
    ("early-help", NORTHANTS, "1.4", "women not seen alone, violence not asked about"),
    ("early-help", BEDFORD, "1.3", "no record that violence was asked about"),
    ("early-help", BEDFORD, "1.17", "missed appointments not seen or followed"),
    ("early-help", BEDFORD, "2.4", "long waits between services with no help meanwhile"),
    ("early-help", NORTHANTS, "2.19", "a child grows worse while waiting"),
    ("early-help", BEDFORD, "2.16", "young carers not seen as such"),
    ("early-help", CQC, "27", "weak attention to young carers"),
    ("early-help", NORTHANTS, "2.12", "children of adults in difficulty not asked after"),
    ("early-help", BOARD, "parents with learning disabilities", "fathers not assessed"),
    ("child-in-need", OFSTED, "28", "assessments late and descriptive; each child not seen, heard or met alone"),
    ("child-in-need", OFSTED, "29", "individual needs not made plain"),
    ("child-in-need", OFSTED, "59", "no confidence that children in need are overseen; reactive and task-centred"),
    ("child-in-need", OFSTED, "52", "little for those who hurt others at home, or for their children"),
    ("child-in-need", OFSTED, "23", "private fostering seldom found"),
    ("child-in-need", BOARD, "private fostering", "few arrangements known"),
    ("child-in-need", OFSTED, "100", "moves to adult services late for those outside the criteria"),
    ("child-in-need", NORTHANTS, "2.8", "no clear child in need plan"),
    ("child-in-need", NORTHANTS, "2.9", "plans buried in running notes"),
    ("child-in-need", BEDFORD, "5.1.4", "agencies unsure what a child in need plan is"),
    ("child-in-need", BEDFORD, "2.20", "no chronology, so drift goes unseen"),
    ("child-in-need", BEDFORD, "2.17", "nobody asks whether the plan still meets the risk"),
    ("child-in-need", BEDFORD, "2.7", "exploitation left to judgement, local tool not used"),
    ("child-in-need", BOARD, "parental mental health", "violence, drink, drugs and illness together"),
    ("child-in-need", BOARD, "deaf children", "no joint assessment, needs met only in crisis"),
    ("child-in-need", BEDFORD, "2.15", "signs of a relapse not shared between services"),
    ("child-in-need", NORTHANTS, "3.14", "no joint work with adult services outside child protection"),
    ("child-in-need", BOARD, "children taught at home", "nobody outside the home sees them"),
    ("child-in-need", BOARD, "guns and gangs", "young people drawn in"),
    ("child-in-need", BOARD, "no recourse to public funds", "the poorest children get the least"),
    ("child-protection", OFSTED, "30", "plans without outcomes or times"),
    ("child-protection", OFSTED, "31", "core groups that do not review the plan"),
    ("child-protection", OFSTED, "54", "children and families not asked about conferences"),
    ("child-protection", OFSTED, "60", "doctors do not share what they know"),
    ("child-protection", OFSTED, "62", "adult mental health seldom takes part"),
    ("child-protection", OFSTED, "43", "delay and distance for a medical"),
    ("child-protection", BOARD, "child sexual assault medicals", "children travel far, unclear who does what"),
    ("child-protection", BOARD, "child protection trends", "more plans of two years, more second plans"),
    ("child-protection", BOARD, "partnership reviews", "thresholds differ; police and social care apart; delay"),
    ("child-protection", NORTHANTS, "1.17", "injuries treated one at a time"),
    ("child-protection", NORTHANTS, "3.6", "no chronologies"),
    ("child-protection", NORTHANTS, "3.7", "reports not written or not shown to families first"),
    ("child-protection", NORTHANTS, "3.8", "minutes missing, actions not confirmed"),
    ("child-protection", NORTHANTS, "3.9", "birth plans not given to families"),
    ("child-protection", NORTHANTS, "3.21", "no plan for a parent's relapse"),
    ("child-protection", NORTHANTS, "5.2.6", "reports and minutes not on record"),
    ("child-protection", BEDFORD, "3.6", "minutes not always uploaded"),
    ("child-protection", BEDFORD, "3.7", "those who know young people not asked in enquiries"),
    ("child-protection", BEDFORD, "3.10", "mental health not told that an unborn child had a plan"),
    ("child-protection", BEDFORD, "3.11", "decisions not known to those not there"),
    ("child-protection", BEDFORD, "3.12", "doctors do not report"),
    ("looked-after", OFSTED, "104", "care plans thin, views not in the record"),
    ("looked-after", OFSTED, "105", "drift, unclear permanence, weak parallel plans"),
    ("looked-after", OFSTED, "103", "in care for longer than need be"),
    ("looked-after", OFSTED, "106", "no current chronology, late life story work"),
    ("looked-after", OFSTED, "108", "reviews held in school, in front of friends"),
    ("looked-after", OFSTED, "69", "reviews not when and where children want; tracking of learning"),
    ("looked-after", OFSTED, "119", "reviewing officers short of time to test the work"),
    ("looked-after", OFSTED, "79", "short-term moves"),
    ("looked-after", OFSTED, "83", "less known of learning away from the area"),
    ("looked-after", OFSTED, "86", "targets for learning weak"),
    ("looked-after", OFSTED, "70", "immunisations fall and nobody asks"),
    ("looked-after", OFSTED, "71", "health plans unfocused, feelings not shared with health"),
    ("looked-after", OFSTED, "94", "not all know how to complain; waits for visitors"),
    ("looked-after", OFSTED, "92", "children far away not heard"),
    ("looked-after", OFSTED, "22", "few complaints from children"),
    ("looked-after", OFSTED, "21", "who visits a child found again is not independent"),
    ("looked-after", NORTHANTS, "1.15", "a child from elsewhere not known to local services"),
    ("looked-after", CQC, "5", "staff of the case interpret for the child"),
    ("looked-after", CQC, "11", "action plans that cannot be measured"),
    ("looked-after", BEDFORD, "4.2", "adults' words and not the child's"),
    ("looked-after", BEDFORD, "4.3", "therapy to be initiated, as soon as possible"),
    ("looked-after", BEDFORD, "4.5", "parents not asked for family history"),
    ("looked-after", BEDFORD, "4.9", "therapists' reports do not reach health reviews"),
    ("looked-after", BEDFORD, "what people told us", "hard to talk in front of a carer"),
    ("looked-after", NORTHANTS, "4.3", "no birth or parental health history"),
    ("looked-after", NORTHANTS, "4.4", "ethnicity, language and religion missing"),
    ("looked-after", NORTHANTS, "4.6", "what young people fled is not understood"),
    ("looked-after", NORTHANTS, "4.13", "scores not used to follow feelings over time"),
    ("looked-after", BOARD, "children living away from home", "going missing and exploitation in homes"),
    ("care-leaver", CQC, "12", "no health service or history for care leavers"),
    ("care-leaver", CQC, "19", "no adult service for some conditions"),
    ("care-leaver", BEDFORD, "4.7", "a health summary and no passport yet"),
    ("care-leaver", BEDFORD, "4.8", "help only when another worker asks for it"),
    ("care-leaver", NORTHANTS, "4.14", "no enhanced care for a care leaver who is pregnant"),
    ("care-leaver", NORTHANTS, "4.15", "little health help for care leavers"),
    ("care-leaver", OFSTED, "100", "moves to adult life weak for those who fit no service"),
    ("care-leaver", BOARD, "children living away from home", "homes that nobody inspects"),
    ("care-leaver", BOARD, "no recourse to public funds", "no status, no money, no doctor"),
    ("front-door", BOARD, "partnership reviews", "referrals treated as one-offs; staff could not challenge"),
    ("front-door", CQC, "32", "referrers hear nothing"),
    ("front-door", CQC, "33", "hospital and community staff hear late"),
    ("front-door", NORTHANTS, "5.2.2", "outcomes hard to obtain"),
    ("front-door", NORTHANTS, "3.12", "referring again because there is no other way"),
    ("front-door", NORTHANTS, "1.9", "parents and accompanying adults not recorded"),
    ("front-door", BEDFORD, "3.4", "telephoned referrals not followed in writing"),
    ("front-door", BEDFORD, "1.16", "violence notified late or not at all"),
    ("front-door", BEDFORD, "1.32", "doctors not told of violence; its meaning for children missed"),
    ("front-door", BEDFORD, "1.22", "signs of exploitation not known"),
    ("front-door", CQC, "9", "consent not recorded"),
    ("supervision", OFSTED, "30", "actions not reviewed, little reflection"),
    ("supervision", OFSTED, "32", "direction and oversight not on file"),
    ("supervision", OFSTED, "59", "advice given and not recorded; reactive"),
    ("supervision", OFSTED, "27", "workloads leave no room to think"),
    ("supervision", OFSTED, "49", "newly qualified workers given too much too soon"),
    ("supervision", OFSTED, "57", "chairs without time to test practice"),
    ("supervision", OFSTED, "118", "audits that have not yet changed practice"),
    ("supervision", BEDFORD, "5.3.5", "supervision seldom recorded in notes"),
    ("supervision", BEDFORD, "5.3.6", "hard-to-reach families not brought to supervision"),
    ("supervision", NORTHANTS, "5.3.4", "ad hoc supervision, not on the record"),
    ("supervision", BOARD, "action on learning", "show that learning changed something"),
    ("closure", BOARD, "children in need trends", "more than a quarter referred again within a year"),
    ("closure", NORTHANTS, "2.8", "nobody left holding the plan"),
    ("closure", BEDFORD, "1.5", "actions left to others unchecked"),
    ("closure", BOARD, "trafficked children", "files closed while a child is missing"),
    ("closure", OFSTED, "100", "nobody in adult life takes over"),
    ("closure", CQC, "32", "agencies that stay are not told"),
)  # fmt: skip


@pytest.mark.parametrize(("key", "source", "part", "complaint"), COMPLAINTS)
def test_what_inspectors_found_missing_is_asked_about(
    definitions: Definitions, key: str, source: str, part: str, complaint: str
):
    asking = questions_resting_on([definitions.latest_tool(key)], Place(source, part))

    assert [question.id for _, question in asking] != [], f"{key} asks nothing about: {complaint}"


def test_no_complaint_stands_twice_for_one_tool():
    places = [complaint[:3] for complaint in COMPLAINTS]

    assert len(set(places)) == len(places)
