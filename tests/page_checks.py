"""What must hold on every page, checked on every page a test opens; there is no way to leave a check out."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

_NOT_CONTROLS = {"hidden", "submit", "button", "reset", "image"}
_CONTROLS = "//input | //select | //textarea"
_PERSONAL = re.compile(r"@|\b\d{1,2}/\d{1,2}/\d{4}\b|%40", re.IGNORECASE)


def faults_of(tree: Any, address: str) -> list[str]:
    """Every fault of a page, as sentences; an empty list for a good page."""
    checks = (
        _heading,
        _title,
        _ids,
        _labels,
        _groups,
        _error_summary,
        _forms,
        _pictures,
        _links,
        _tables,
        _nothing_inline,
    )
    faults = [fault for check in checks for fault in check(tree)]
    return faults + list(_addresses(tree, address))


def words_of(element: Any) -> str:
    """The words inside an element, as a reader meets them."""
    return " ".join("".join(element.itertext()).split())


def _heading(tree: Any) -> Iterator[str]:
    headings = tree.xpath("//h1")
    if len(headings) != 1 or not words_of(headings[0]):
        yield f"there are {len(headings)} headings of the first level"
    level = 0
    for heading in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]"):
        is_summary = "govuk-error-summary__title" in heading.get("class", "")
        is_banner = "govuk-notification-banner__title" in heading.get("class", "")
        if int(heading.tag[1]) > level + 1 and not is_summary and not is_banner:
            yield f"the heading “{words_of(heading)}” skips a level"
        level = max(int(heading.tag[1]), 1)


def _title(tree: Any) -> Iterator[str]:
    title = words_of(tree.find(".//title"))
    heading = words_of(tree.find(".//h1"))
    if heading not in title:
        yield f"the title “{title}” does not name the page “{heading}”"
    if bool(_errors(tree)) != title.startswith("Error: "):
        yield f"the title “{title}” does not say whether there is an error"


def _ids(tree: Any) -> Iterator[str]:
    ids = tree.xpath("//@id")
    yield from (f"the id {id_} stands {count} times" for id_, count in Counter(ids).items() if count > 1)
    for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        for named in tree.xpath(f"//@{name}"):
            yield from (f"{name} names {id_}, which is not there" for id_ in named.split() if id_ not in ids)


def _labels(tree: Any) -> Iterator[str]:
    for control in tree.xpath(_CONTROLS):
        if control.get("type") not in _NOT_CONTROLS and not _label(tree, control):
            yield f"the control {control.get('name')} has no label"
    for button in tree.xpath("//button"):
        if not words_of(button):
            yield "a button has no words"


def _label(tree: Any, control: Any) -> str:
    labels = [label for label in tree.xpath("//label") if label.get("for") == control.get("id")]
    return " ".join(map(words_of, labels)) or control.get("aria-label") or control.get("aria-labelledby") or ""


def _groups(tree: Any) -> Iterator[str]:
    for choice in tree.xpath("//input[@type='radio']"):
        if not choice.xpath("ancestor::fieldset/legend"):
            yield f"the radios {choice.get('name')} stand in no fieldset with a legend"
    for region in tree.xpath("//*[@role='region']"):
        if not region.get("aria-label") and not region.get("aria-labelledby"):
            yield "a region has no name"


def _errors(tree: Any) -> list[Any]:
    return list(tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]//li"))


def _error_summary(tree: Any) -> Iterator[str]:
    for error in _errors(tree):
        link = error.find("a")
        target = link.get("href", "") if link is not None else ""
        controls = [control.get("id") for control in tree.xpath(_CONTROLS) if control.get("type") != "hidden"]
        if target.removeprefix("#") not in controls:
            yield f"the error “{words_of(error)}” does not lead to a control but to “{target}”"
    messages = tree.xpath("//*[contains(@class, 'govuk-error-message')]")
    if messages and not _errors(tree):
        yield "a field has an error that the summary does not name"
    described = " ".join(tree.xpath("//@aria-describedby")).split()
    for message in messages:
        if message.get("id") not in described:
            yield f"the error “{words_of(message)}” belongs to no control"


def _forms(tree: Any) -> Iterator[str]:
    for form in tree.xpath("//form"):
        name = form.get("action") or "of this page"
        if form.get("novalidate") is None:
            yield f"the form {name} lets the browser validate"
        if form.get("method", "get").lower() == "post" and not form.xpath(".//input[@name='csrf_token' and @value]"):
            yield f"the form {name} has no token"
        if form.xpath(".//input[@type='file']") and form.get("enctype") != "multipart/form-data":
            yield f"the form {name} cannot send its file"
        if form.xpath(".//*[@required]"):
            yield f"the form {name} has required controls, which browsers report in their own words"


def _pictures(tree: Any) -> Iterator[str]:
    for drawing in tree.xpath("//*[local-name()='svg']"):
        is_hidden = drawing.get("aria-hidden") == "true" or drawing.xpath("ancestor::*[@aria-hidden='true']")
        has_title = drawing.xpath("./*[local-name()='title']") or drawing.get("aria-labelledby")
        # What is inside a picture with the role of an image is hidden from readers, links too.
        role = "group" if drawing.xpath(".//*[local-name()='a']") else "img"
        if not is_hidden and not (drawing.get("role") == role and (has_title or drawing.get("aria-label"))):
            yield "a drawing has neither a role and a title, nor is it hidden from readers"
    if tree.xpath("//img[not(@alt)]"):
        yield "a picture has no words"


def _links(tree: Any) -> Iterator[str]:
    ids = tree.xpath("//@id")
    for link in tree.xpath("//a"):
        href = link.get("href", "")
        if not words_of(link) and not link.get("aria-label"):
            yield f"the link to {href} has no words"
        if not href or (href.startswith("#") and href[1:] not in ids):
            yield f"the link “{words_of(link)}” leads nowhere"
    if tree.xpath("//*[@tabindex > 0]"):
        yield "something changes the order of the keyboard"


def _tables(tree: Any) -> Iterator[str]:
    for table in tree.xpath("//table"):
        caption = table.find("caption")
        if caption is None or not words_of(caption):
            yield "a table has no caption"
        if table.xpath(".//th[not(@scope)]"):
            yield "a table heading does not say what it heads"


def _nothing_inline(tree: Any) -> Iterator[str]:
    if tree.xpath("//@style") or tree.xpath("//style"):
        yield "a style stands in the page, which the content policy refuses"
    if tree.xpath("//script[not(@src)]") or tree.xpath("//@*[starts-with(name(), 'on')]"):
        yield "a script stands in the page, which the content policy refuses"
    for address in tree.xpath("//script/@src | //link/@href | //img/@src"):
        if not address.startswith("/") or address.startswith("//"):
            yield f"{address} is not served by us"


def _addresses(tree: Any, address: str) -> Iterator[str]:
    for found in [address, *tree.xpath("//a/@href"), *tree.xpath("//form/@action")]:
        if _PERSONAL.search(found):
            yield "an address holds something personal"
