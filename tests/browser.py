"""A browser for tests: it opens pages, fills in forms as they stand, and checks every page it is given.

``browser.sign_in_as("supervisor@test")``, ``browser.open("/frames")``, ``browser.click("Import a frame")``,
``browser.submit("Save and continue", {"name": "Spring"})``; each gives the ``Page`` that came, redirects followed.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from html5lib import HTMLParser, getTreeBuilder
from html5lib.html5parser import ParseError
from werkzeug.test import TestResponse

from tests.factories import TEST_PASSWORD
from tests.page_checks import faults_of, words_of

Filling = Mapping[str, str | Sequence[str] | Path]


class Page:
    """One page as it came; making one checks it."""

    def __init__(self, response: TestResponse, address: str) -> None:
        self.status = response.status_code
        self.address = address
        self.html = response.get_data(as_text=True)
        self.headers = response.headers
        self.tree = _parsed(self.html, address)
        faults = faults_of(self.tree, address)
        assert not faults, f"{address} ({self.status}): {'; '.join(faults)}"

    @property
    def title(self) -> str:
        return words_of(self.tree.find(".//title"))

    @property
    def heading(self) -> str:
        return words_of(self.tree.find(".//h1"))

    @property
    def text(self) -> str:
        """Every word of the page's own content."""
        return words_of(self.tree.find(".//main"))

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        return [words_of(item) for item in self.find("//*[contains(@class, 'govuk-error-summary__list')]//li")]

    @property
    def links(self) -> dict[str, str]:
        """Where each link leads, by its words."""
        return {words_of(link): link.get("href") for link in self.find("//a[@href]")}

    @property
    def buttons(self) -> list[str]:
        return [words_of(button) for button in self.find("//main//button")]

    def rows(self, caption: str | None = None) -> list[list[str]]:
        """The rows of the table with this caption (or of every table), heading row left out, as words."""
        tables = [t for t in self.find("//table") if caption is None or words_of(t.find("caption")) == caption]
        assert tables, f"{self.address} has no table “{caption}”"
        return [
            [words_of(cell) for cell in row if cell.tag in ("td", "th")]
            for t in tables
            for row in t.xpath("./tbody/tr")
        ]

    def value_of(self, name: str) -> str | None:
        """What a control holds, or the chosen one of its radios."""
        values = [value for field, value in _values_of(self.tree) if field == name]
        return values[0] if values else None

    def find(self, xpath: str) -> list[Any]:
        """The elements an XPath finds."""
        return list(self.tree.xpath(xpath))


class Browser:
    """One person at one browser."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.is_patient = True
        self.page: Page | None = None

    def sign_in_as(self, who: str, password: str = TEST_PASSWORD) -> Page:
        """Sign in on the real page; ``who`` is an address, or a role for role@test."""
        self.open("/sign-in")
        page = self.submit("Sign in", {"email": who if "@" in who else f"{who}@test", "password": password})
        assert not page.errors, page.errors
        return page

    def sign_out(self) -> Page:
        return self.submit("Sign out")

    def open(self, address: str) -> Page:
        """Open an address and follow where it leads."""
        return self._arrive(self.client.get(address), address)

    def click(self, words: str) -> Page:
        """Follow the link with these words."""
        assert words in self._here.links, f"no link “{words}” on {self._here.address}: {sorted(self._here.links)}"
        return self.open(urljoin(self._here.address, self._here.links[words]))

    def submit(self, button: str, filling: Filling | None = None, *, form: int = 0) -> Page:
        """Press a button, after filling in its form; ``form`` picks among forms with the same button."""
        chosen = self._form_with(button, form)
        values, files = _filled(chosen, filling or {})
        pressed = next(b for b in _buttons_of(chosen) if words_of(b) == button)
        if pressed.get("name"):
            values.append((pressed.get("name"), pressed.get("value") or ""))
        address = urljoin(self._here.address, chosen.get("action") or self._here.address)
        if chosen.get("method", "get").lower() == "get":
            query = "&".join(f"{name}={value}" for name, value in values)
            return self.open(f"{address.split('?')[0]}?{query}")
        return self._post(address, values, files)

    def download(self, address: str) -> TestResponse:
        """A file from an address, or from the link with these words."""
        address = self._here.links.get(address, address) if self.page else address
        response = self.client.get(address, buffered=True)
        assert response.status_code == 200, f"{address}: {response.status}"
        assert "attachment" in response.headers.get("Content-Disposition", ""), f"{address} is not a file to keep"
        return response

    @property
    def _here(self) -> Page:
        assert self.page is not None, "open a page first"
        return self.page

    def _form_with(self, button: str, number: int) -> Any:
        forms = [f for f in self._here.find("//form") if button in map(words_of, _buttons_of(f))]
        assert len(forms) > number, f"no form with the button “{button}” on {self._here.address}: {self._here.buttons}"
        return forms[number]

    def _post(self, address: str, values: list[tuple[str, str]], files: dict[str, list[Path]]) -> Page:
        data: dict[str, Any] = {}
        for name, value in values:
            data.setdefault(name, []).append(value)
        data.update({name: [(BytesIO(one.read_bytes()), one.name) for one in paths] for name, paths in files.items()})
        # Browsers say where a form was sent from.
        response = self.client.post(address, data=data, headers={"Origin": "http://localhost"})
        return self._arrive(response, address)

    def _arrive(self, response: TestResponse, address: str) -> Page:
        for _ in range(10):
            if response.status_code not in (301, 302, 303, 307, 308):
                response = self._waited(response, address)
            if response.status_code not in (301, 302, 303, 307, 308):
                self.page = Page(response, address)
                return self.page
            address = _local(urljoin(address, response.headers["Location"]))
            response = self.client.get(address)
        raise AssertionError(f"{address} leads round in circles")

    def _waited(self, response: TestResponse, address: str) -> TestResponse:
        # A page that asks to be looked at again is, as any browser does.
        for _ in range(120 if self.is_patient else 0):
            if "Refresh" not in response.headers:
                break
            sleep(0.25)
            response = self.client.get(address)
        return response


def _buttons_of(form: Any) -> list[Any]:
    elsewhere = form.getroottree().xpath("//button[@form=$id]", id=form.get("id") or "")
    return [*form.xpath(".//button[not(@form)]"), *elsewhere]


def _local(address: str) -> str:
    parts = urlsplit(address)
    assert parts.netloc in ("", "localhost"), f"a redirect leaves us for {parts.netloc}"
    return parts._replace(scheme="", netloc="").geturl()


def _parsed(html: str, address: str) -> Any:
    parser = HTMLParser(tree=getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    try:
        return parser.parse(html)
    except ParseError as wrong:
        place = parser.tokenizer.stream.position()
        line = html.splitlines()[place[0] - 1] if html else ""
        raise AssertionError(f"{address} is not HTML, line {place[0]}: {wrong}: {line}") from wrong


def _filled(form: Any, filling: Filling) -> tuple[list[tuple[str, str]], dict[str, list[Path]]]:
    names = set(form.xpath(".//*[self::input or self::select or self::textarea]/@name"))
    unknown = set(filling) - names
    assert not unknown, f"the form has no {sorted(unknown)}; it has {sorted(names)}"
    values = [(name, value) for name, value in _values_of(form) if name not in filling]
    files = {}
    for name, typed in filling.items():
        if isinstance(typed, Path):
            files[name] = [typed]
            continue
        if not isinstance(typed, str) and any(isinstance(one, Path) for one in typed):
            files[name] = [Path(one) for one in typed]
            continue
        chosen = [typed] if isinstance(typed, str) else list(typed)
        _check_choice(form, name, chosen)
        values.extend((name, value) for value in chosen)
    return values, files


def _check_choice(form: Any, name: str, chosen: Sequence[str]) -> None:
    offered = form.xpath(f".//input[@name='{name}' and (@type='radio' or @type='checkbox')]/@value")
    offered += form.xpath(f".//select[@name='{name}']/option/@value")
    if offered:
        assert set(chosen) <= set(offered), f"{name} offers {offered}, not {chosen}"


def _values_of(within: Any) -> list[tuple[str, str]]:
    values: list[tuple[str, str]] = []
    for control in within.xpath(".//*[(self::input or self::select or self::textarea) and @name]"):
        name, kind = control.get("name"), control.get("type", "text")
        if control.tag == "select":
            options = control.xpath(".//option[@selected]") or control.xpath(".//option[1]")
            values.extend((name, option.get("value", words_of(option))) for option in options)
        elif control.tag == "textarea":
            values.append((name, control.text or ""))
        elif kind in ("radio", "checkbox"):
            if control.get("checked") is not None:
                values.append((name, control.get("value", "on")))
        elif kind not in ("file", "submit", "button"):
            values.append((name, control.get("value", "")))
    return values
