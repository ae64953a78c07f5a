"""The audit tools as a document written from the data: what each is for, and what each question rests on."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseaudit.definitions.library import Definitions
from caseaudit.definitions.tool import Question, Tool

PAGE = "audit-tools.md"
_WRITTEN = "<!-- Written by `caseaudit docs` from forms/: change the data, not this page. -->"
_PARAGRAPHS = re.compile(r", (?:paragraph|paragraphs|section|sections) (?=\d)")
_NUMBER = re.compile(r"\d[\d.A-Z]*")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_REPORT = re.compile(r"(.+? annual report \d{4}/\d{2}|[^,]+, [A-Z][a-z]+ \d{4}|CQC report on \w+ \d{4}), (.+)")


@dataclass(frozen=True)
class Place:
    """One paragraph, or one named part, of a source that questions rest on."""

    source: str
    part: str

    @property
    def order(self) -> tuple[object, ...]:
        """Sources by name; within one, paragraphs by number and then the parts that have only a name."""
        numbers = tuple(int(number) for number in re.findall(r"\d+", self.part)) if self.part[:1].isdigit() else ()
        return self.source, not numbers, numbers, self.part


def tool_documents(definitions: Definitions) -> Mapping[str, str]:
    """The document by its path under docs/."""
    tools = newest_editions(definitions.tools)
    levels = {level.key: level.title for level in definitions.journeys[-1].levels}
    return {PAGE: "\n".join([*_tools(tools, levels), *_sources(tools)]).rstrip() + "\n"}


def newest_editions(tools: Iterable[Tool]) -> Sequence[Tool]:
    """The newest edition of each tool, by title."""
    newest = {tool.key: tool for tool in sorted(tools, key=lambda tool: tool.edition)}
    return sorted(newest.values(), key=lambda tool: tool.title)


def places_of(rests_on: str) -> Iterator[Place]:
    """Each paragraph or named part that the words of a citation name."""
    for words in _IN_BRACKETS.sub("", " ".join(rests_on.split())).split("; "):
        source, *numbered = _PARAGRAPHS.split(words)
        if numbered:
            yield from (Place(source, number.rstrip(".")) for number in _NUMBER.findall(numbered[0]))
        elif named := _REPORT.fullmatch(words):
            yield Place(named[1], named[2])
        else:
            yield Place(words, "")


def questions_resting_on(tools: Iterable[Tool], place: Place) -> Sequence[tuple[Tool, Question]]:
    """Each question of these tools that rests on this place, with its tool."""
    return [
        (tool, question) for tool in tools for question in tool.questions if place in set(places_of(question.rests_on))
    ]


def _tools(tools: Sequence[Tool], levels: Mapping[str, str]) -> Iterator[str]:
    yield "# The audit tools, and what their questions rest on\n"
    yield _WRITTEN + "\n"
    yield "The newest edition of each tool. A child is asked those that fit their case level and age.\n"
    yield "| tool | edition | questions | case levels it is for | graded |"
    yield "|---|---|---|---|---|"
    for tool in tools:
        for_levels = ", ".join(levels[level] for level in tool.levels) or "every case level"
        name = f"[{tool.title}](../forms/{tool.key}/{tool.edition}.toml)"
        yield f"| {name} | {tool.edition} | {len(tool.questions)} | {for_levels} | {tool.scale.title} |"
    yield ""
    for tool in tools:
        yield f"**{tool.title}.** {tool.purpose}\n"


def _sources(tools: Sequence[Tool]) -> Iterator[str]:
    resting: dict[Place, dict[str, list[str]]] = {}
    for tool in tools:
        for question in tool.questions:
            for place in places_of(question.rests_on):
                resting.setdefault(place, {}).setdefault(question.text, []).append(tool.title.removesuffix(" audit"))
    yield "## Who asks about what inspectors said\n"
    yield "Every paragraph that a question rests on, and the questions that rest on it. The reports say in those"
    yield "paragraphs what inspectors looked for on children's files and what they found missing."
    last = ""
    for place in sorted(resting, key=lambda place: place.order):
        if place.source != last:
            yield f"\n### {place.source}\n"
            yield "| paragraph or part | question | asked by |"
            yield "|---|---|---|"
            last = place.source
        for text, titles in resting[place].items():
            yield f"| {place.part or 'throughout'} | {text} | {', '.join(titles)} |"
