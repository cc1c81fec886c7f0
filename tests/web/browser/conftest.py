"""Pages walked in a real browser.

`site` serves the test database, which is emptied after each test: to walk many pages of much data, walk them in one
test. `walk` opens an address in both languages, both themes and two
widths, and fails with everything that is wrong: barriers to disabled readers, breaches of the content policy, script
errors, requests to other hosts, a page that scrolls sideways. Screenshots go to `test-results/`.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

RESULTS = Path(__file__).resolve().parents[3] / "test-results"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
DESKTOP, PHONE = 1280, 360

# Language, width and theme. Every two of them meet: words break a layout, a theme a contrast, and the eight states
# of all three would find nothing that these four do not.
PAIRWISE = (
    ("vi", DESKTOP, "light"),
    ("vi", PHONE, "dark"),
    ("en", DESKTOP, "dark"),
    ("en", PHONE, "light"),
)

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Reported before any script of the page runs, so that nothing is missed.
LISTEN = """
window.breaches = [];
document.addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective, blockedURI, sample, sourceFile } = event;
  window.breaches.push(`${effectiveDirective} refused ${blockedURI} ${sample} in ${sourceFile}`);
});
"""


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: a failing walk names the address itself."""


@pytest.fixture(scope="session")
def _server(django_test_environment: None) -> Iterator[str]:
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet, ipv6=False)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(_server: str, transactional_db: None) -> str:
    """The address of a server on the test database, which is emptied after each test."""
    return _server


def _missing_chromium() -> None:
    told = "Chromium is not installed (apt-get install chromium): no page was walked in a browser."
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for the whole session."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        _missing_chromium()
    # Playwright keeps an event loop running in this thread, which Django would take for asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    playwright: Playwright
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, headless=True, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Witness:
    """Collects what goes wrong in a browser context; `faults` is empty where nothing did."""

    def __init__(self, context: BrowserContext, site: str, allowed_status: int) -> None:
        self.site = site
        self.allowed_status = allowed_status
        self.faults: list[str] = []
        self.where = ""
        context.add_init_script(LISTEN)
        context.on("request", lambda request: self._request(request.url))
        context.on("requestfailed", self._failed)
        context.on("response", lambda response: self._response(response.url, response.status))
        context.on("console", lambda message: self._console(message.type, message.text))
        context.on("weberror", lambda error: self.say(f"script error: {error.error}"))

    def say(self, fault: str) -> None:
        self.faults.append(f"{self.where}: {fault}")

    def _request(self, url: str) -> None:
        if urlsplit(url).scheme in ("http", "https", "ws", "wss") and not url.startswith(self.site + "/"):
            self.say(f"request to another host: {url}")

    def _failed(self, request: Request) -> None:
        # A picture is dropped half way when the window or the theme changes and another takes its place.
        if request.resource_type != "image" or request.failure != "net::ERR_ABORTED":
            self.say(f"request failed: {request.url} {request.failure}")

    def _response(self, url: str, status: int) -> None:
        if status >= 400 and status != self.allowed_status:
            self.say(f"{status} for {url}")

    def _console(self, kind: str, text: str) -> None:
        # The browser itself notes a page that was asked for and answered by an error page.
        asked_for = f"the server responded with a status of {self.allowed_status} " in text
        if kind in ("error", "warning") and not asked_for:
            self.say(f"console {kind}: {text}")

    def look(self, page: Page) -> None:
        """Everything a still page can be asked."""
        # A change of theme may fade; a contrast measured half way is nobody's.
        page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))")
        for breach in page.evaluate("window.breaches"):
            self.say(f"content policy: {breach}")
        page.evaluate("window.breaches = []")
        width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        if width[0] > width[1]:
            self.say(f"the page is {width[0]} wide in a window of {width[1]}")
        # Without its preload, which puts style sheets into the page that the policy then refuses.
        options = {
            "preload": False,
            "runOnly": {"type": "tag", "values": WCAG},
            "resultTypes": ["violations"],
        }
        for violation in Axe().run(page, options=options).response["violations"]:
            for node in violation["nodes"][:4]:
                self.say(f"axe {violation['id']}: {node['html'][:200]} — {node['failureSummary']}")


Walk = Callable[..., None]


@pytest.fixture
def walk(browser: Browser, site: str, request: pytest.FixtureRequest) -> Walk:
    """`walk("/profile/", user=alice)`: see the module. Ends in one failure that lists every fault."""

    def walk(
        path: str,
        *,
        user: object = None,
        status: int = 200,
        name: str = "",
        states: Sequence[tuple[str, int, str]] = PAIRWISE,
        then: Callable[[Page], None] | None = None,
    ) -> None:
        """`then` is called on each page before it is looked at: open a menu, fill in a form."""
        name = name or (path.split("?")[0].strip("/").replace("/", "-") or "home")
        RESULTS.mkdir(exist_ok=True)
        with browser.new_context(viewport={"width": DESKTOP, "height": 800}, locale="vi-VN") as context:
            witness = Witness(context, site, status)
            if user is not None:
                sign_in(context, site, user)
            page = context.new_page()
            for language in dict.fromkeys(state[0] for state in states):
                if user is not None:
                    type(user).objects.filter(pk=user.pk).update(language=language, theme="auto")
                context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": site}])
                witness.where = f"{path} {language}"
                answer = page.goto(site + path, wait_until="networkidle")
                if answer is None or answer.status != status:
                    witness.say(f"answered {answer and answer.status}, not {status}")
                if page.locator("html").get_attribute("lang") != language:
                    witness.say(f"the page is not in {language}")
                if then:
                    then(page)
                for _, width, theme in (state for state in states if state[0] == language):
                    page.set_viewport_size({"width": width, "height": 800})
                    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                    witness.where = f"{path} {language} {theme} {width}"
                    witness.look(page)
                    page.screenshot(path=RESULTS / f"{name}-{language}-{theme}-{width}.png", full_page=True)
        if witness.faults:
            pytest.fail("\n".join(witness.faults), pytrace=False)

    return walk


def sign_in(context: BrowserContext, site: str, user: object) -> None:
    """Give the browser a session of `user`, without the trip through the sign-in page."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """`open_page("/sign-in/", user=None, width=1280)`: a page to act upon; its faults fail the test at the end."""
    opened: list[tuple[BrowserContext, Witness, Page]] = []

    def open_page(path: str, *, user: object = None, width: int = DESKTOP, status: int = 200) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
        witness = Witness(context, site, status)
        witness.where = path
        if user is not None:
            sign_in(context, site, user)
        page = context.new_page()
        page.goto(site + path, wait_until="networkidle")
        opened.append((context, witness, page))
        return page

    yield open_page
    faults = []
    for context, witness, page in opened:
        faults += [
            f"{witness.where}: content policy: {breach}" for breach in page.evaluate("window.breaches")
        ]
        faults += witness.faults
        context.close()
    assert not faults, "\n".join(faults)
