"""Every check that can be measured against labelled examples, by its name."""

from collections.abc import Mapping

from caseaudit.checks.examples_chronology import CHRONOLOGY
from caseaudit.checks.examples_plans import PLANS
from caseaudit.checks.examples_voice import VOICE
from caseaudit.checks.measuring import Measure

MEASURES: Mapping[str, Measure] = {"plans": PLANS, "voice": VOICE, "chronology": CHRONOLOGY}
