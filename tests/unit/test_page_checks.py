"""The checks on pages find what they look for: each fault alone is reported, and a good page has none."""

import pytest
from html5lib import HTMLParser, getTreeBuilder

from tests.page_checks import faults_of

GOOD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Sign in – caseaudit</title></head>
<body><main id="main"><h1>Sign in</h1>
<form method="post" novalidate><input type="hidden" name="csrf_token" value="x">
<label for="email">Email</label><input id="email" name="email" type="text">
<fieldset><legend>Role</legend><input type="radio" id="role" name="role" value="a">
<label for="role">A</label></fieldset>
<button>Sign in</button></form>
<table><caption>All</caption><tbody><tr><th scope="row">A</th><td>1</td></tr></tbody></table>
<svg aria-hidden="true"></svg><a href="/">Start</a>
</main></body></html>"""

FAULTS = [
    ("<h1>Sign in</h1>", "<h1>Sign in</h1><h1>Twice</h1>", "headings of the first level"),
    ("<h1>Sign in</h1>", "<h1>Sign in</h1><h3>Deep</h3>", "skips a level"),
    ("<title>Sign in – caseaudit</title>", "<title>caseaudit</title>", "does not name the page"),
    ("<title>Sign in", "<title>Error: Sign in", "whether there is an error"),
    ('<a href="/">Start</a>', '<a href="/" id="email">Start</a>', "stands 2 times"),
    ('name="email"', 'name="email" aria-describedby="hint"', "names hint, which is not there"),
    ('<label for="email">Email</label>', "", "has no label"),
    ("<button>Sign in</button>", "<button></button>", "a button has no words"),
    ("<fieldset><legend>Role</legend>", "<fieldset>", "no fieldset with a legend"),
    ("<form method", '<form action="/x" method', None),
    (" novalidate", "", "lets the browser validate"),
    ('<input type="hidden" name="csrf_token" value="x">', "", "has no token"),
    ('type="text"', 'type="text" required', "required controls"),
    ('id="email" name="email" type="text"', 'id="email" name="email" type="file"', "cannot send its file"),
    ('<svg aria-hidden="true">', "<svg>", "neither a role and a title"),
    (
        '<svg aria-hidden="true"></svg>',
        '<svg role="img" aria-label="Journey"><a href="/"><title>Visit</title></a></svg>',
        "neither a role and a title",
    ),
    ('<a href="/">Start</a>', '<a href="/"></a>', "has no words"),
    ('<a href="/">Start</a>', '<a href="#nowhere">Start</a>', "leads nowhere"),
    ('<a href="/">Start</a>', '<a href="/x?who=ada%40test">Start</a>', "something personal"),
    ('<a href="/">Start</a>', '<a href="/children/3/6/2014/x?born=3/6/2014">Start</a>', "something personal"),
    ("<caption>All</caption>", "", "no caption"),
    ('<th scope="row">', "<th>", "does not say what it heads"),
    ("<h1>", '<h1 style="color: red">', "a style stands in the page"),
    ("<h1>", '<h1 onclick="x()">', "a script stands in the page"),
    ("</head>", '<script src="https://cdn.example/x.js"></script></head>', "is not served by us"),
    (
        "<h1>Sign in</h1>",
        '<ul class="govuk-error-summary__list"><li><a href="#main">Enter it</a></li></ul><h1>Sign in</h1>',
        "does not lead to a control",
    ),
    ("<button>", '<p class="govuk-error-message" id="e">Enter it</p><button>', "belongs to no control"),
]


def _faults(html: str) -> str:
    parser = HTMLParser(tree=getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    return "; ".join(faults_of(parser.parse(html), "/sign-in"))


def test_a_good_page_has_no_fault():
    assert _faults(GOOD) == ""


@pytest.mark.parametrize(("good", "bad", "fault"), FAULTS)
def test_each_fault_is_found(good: str, bad: str, fault: str | None):
    assert good in GOOD

    found = _faults(GOOD.replace(good, bad, 1))

    assert found == "" if fault is None else fault in found
