"""Somebody without a mouse: moves with Tab alone, sees where they are, and presses Enter."""

from pathlib import Path

from playwright.sync_api import Page

_MOST_STEPS = 400
_NAME = """element => {
    const name = element.labels?.[0]?.innerText || element.getAttribute('aria-label') || element.textContent || ''
    return name.replace(/\\s+/g, ' ').trim()
}"""
_IS_SEEN = """element => {
    const inside = [element, ...element.querySelectorAll('*')].map(one => getComputedStyle(one))
    return inside.some(look => look.outlineStyle !== 'none' || look.boxShadow !== 'none')
}"""


class Keyboard:
    """The keys of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, words: str, css: str = "*") -> str:
        """Go on with Tab to the next control whose name begins like this, and give its whole name."""
        for _ in range(_MOST_STEPS):
            self.page.keyboard.press("Tab")
            here = self.page.locator(f"{css}:focus")
            if here.count() and (name := here.evaluate(_NAME)).casefold().startswith(words.casefold()):
                assert here.evaluate(_IS_SEEN), f"nothing shows that “{name}” is where the keyboard is"
                return str(name)
        raise AssertionError(f"Tab never reaches “{words}” on {self.page.title()}")

    def follow(self, words: str, css: str = "*") -> str:
        """Go to a link or button that leads elsewhere and press Enter."""
        name = self.reach(words, css)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return name

    def press(self, words: str, css: str = "*") -> None:
        """Go to a control that stays on the page and press Enter."""
        self.reach(words, css)
        self.page.keyboard.press("Enter")

    def fill(self, label: str, text: str) -> None:
        """Go to a field and type."""
        self.reach(label)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose_file(self, label: str, path: Path) -> None:
        """Go to a field for files and choose one; the dialog itself is the browser's own."""
        self.reach(label)
        self.page.locator("input[type=file]:focus").set_input_files(path)
