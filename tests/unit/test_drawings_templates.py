"""What the drawings put into a page: words large enough, nothing the content policy refuses, nothing only in colour."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from jinja2 import Environment, FileSystemLoader

import caseaudit.web
from caseaudit.definitions.library import read_definitions
from caseaudit.journey.replay import Event, replay
from caseaudit.web.drawings.bars import count_squares, divided_bar, paired_bar, proportion_bar
from caseaudit.web.drawings.marks import SHAPES
from caseaudit.web.drawings.timeline import timeline
from caseaudit.words import long_date

AS_AT = date(2026, 3, 31)
EVENTS = [
    Event(date(2019, 3, 1), "contact_received"),
    Event(date(2025, 9, 1), "lac_started"),
    Event(date(2025, 12, 5), "lac_review_held", "<b>Review</b>"),
    Event(date(2026, 1, 5), "cp_visit"),
]
SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)


def drawn(template: str, **context: object) -> str:
    folder = Path(caseaudit.web.__file__).parent / "templates"
    pages = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages.filters["long_date"] = long_date
    return pages.from_string(template).render(**context)


def a_timeline() -> str:
    journeys = read_definitions().journeys
    drawing = timeline(replay(EVENTS, journeys, AS_AT), EVENTS, AS_AT, journeys)
    return drawn(
        "{% from 'drawings/timeline.html' import timeline_drawing, timeline_tables %}"
        "{{ timeline_drawing(it) }}{{ timeline_tables(it) }}",
        it=drawing,
    )


def every_bar() -> str:
    return drawn(
        "{% from 'drawings/bars.html' import divided, paired, proportion, squares %}"
        "{{ divided(a) }}{{ paired(b) }}{{ proportion(c) }}{{ squares(d) }}",
        a=divided_bar([("yes", 3), ("partly", 4), ("no", 5), ("not_recorded", 1)], (0.1, 0.4)),
        b=paired_bar(0.2, 0.4),
        c=proportion_bar(0.5, (0.2, 0.8)),
        d=count_squares([("yes", 2), ("no", 3)]),
    )


def test_drawings_are_well_formed_and_hold_no_style_or_script():
    drawings = SVG.findall(a_timeline()) + SVG.findall(every_bar())

    assert len(drawings) >= 7
    for drawing in drawings:
        elements = list(ElementTree.fromstring(drawing).iter())
        assert not {"script", "style"} & {element.tag.rpartition("}")[2] for element in elements}
        assert not any(name == "style" or name.startswith("on") for element in elements for name in element.attrib)


def test_no_word_on_a_timeline_is_smaller_than_twelve_pixels():
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', a_timeline())]

    assert sizes
    assert min(sizes) >= 12


def test_each_width_of_a_timeline_names_and_describes_itself():
    page = a_timeline()

    panels = [drawing for drawing in SVG.findall(page) if 'role="group"' in drawing]

    assert len(panels) == 3
    for panel in panels:
        named = re.search(r'aria-labelledby="(\S+) (\S+)"', panel)
        assert named
        assert all(f'id="{name}"' in panel for name in named.groups())


def test_every_event_of_a_timeline_stands_in_its_table():
    table = a_timeline().split("What happened, latest first")[1]

    assert all(long_date(event.on) in table for event in EVENTS)
    assert "Does not fit:" in table
    assert "&lt;b&gt;Review&lt;/b&gt;" in table


def test_each_shape_is_drawn_differently_and_not_by_colour_alone():
    shapes = {
        shape: drawn("{% from 'drawings/timeline.html' import shape %}{{ shape(it, 0, 0) }}", it=shape)
        for shape in SHAPES
    }

    outlines = {re.sub(r' (fill|stroke)="[^"]*"', "", markup) for markup in shapes.values()}

    assert len(outlines) == len(SHAPES)
