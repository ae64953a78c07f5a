"""Somebody at a screen: signs in, reads, fills in; every page they pass is checked for accessibility and width."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests.factories import TEST_PASSWORD

NARROW = 360
WIDE = 1000


class Reader:
    """One person in one browser window."""

    def __init__(self, chromium: Browser, address: str, email: str, *, javascript: bool = True) -> None:
        self.context = chromium.new_context(
            base_url=address, viewport={"width": WIDE, "height": 900}, java_script_enabled=javascript
        )
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.passed: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.has_javascript = javascript
        self.open("/sign-in")
        self.page.get_by_label("Email address").fill(email)
        self.page.get_by_label("Password", exact=True).fill(TEST_PASSWORD)
        self.press("Sign in")

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def follow(self, words: str, within: str = "main") -> None:
        region = self.page.locator(within)
        region.get_by_role("link", name=words).or_(region.get_by_role("button", name=words)).first.click()
        self.look()

    def press(self, words: str) -> None:
        self.page.locator("main").get_by_role("button", name=words, exact=True).click()
        self.page.wait_for_load_state()
        self.look()

    def look(self) -> None:
        """Check the page as it stands; faults are kept and asserted at the end, so that one run names them all."""
        where = f"{self.page.title()}"
        self.passed.append(where)
        if not self.has_javascript:
            return
        for violation in Axe().run(self.page).response["violations"]:
            nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:2])
            self.faults.append(f"{where}: axe {violation['id']} ({violation['impact']}): {nodes}")
        self.page.set_viewport_size({"width": NARROW, "height": 800})
        width = self.page.evaluate("document.scrollingElement.scrollWidth")
        if width > NARROW:
            self.faults.append(f"{where}: {width} pixels wide on a screen of {NARROW}")
        self.page.set_viewport_size({"width": WIDE, "height": 900})

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def main(self) -> Locator:
        return self.page.locator("main")

    def download(self, words: str, folder: Path) -> Path:
        with self.page.expect_download() as waiting:
            self.page.locator("main").get_by_role("link", name=words).click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def close(self) -> None:
        self.context.close()
