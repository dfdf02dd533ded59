"""The map in a browser: drawn, moved, picked from by mouse, touch and keyboard, and steady through every run."""

import re

import pytest
from playwright.sync_api import expect

on_a_phone = pytest.mark.parametrize("size", ["phone"], indirect=True)
TILES, RIDINGS, OFFICES = "?view=tiles", "?view=ridings", "?view=offices"
TILES_BROKEN = "/?view=tiles&broken=1"


class Map:
    """The map on the page, by what a reader sees and does."""

    def __init__(self, page, address):
        self.page = page
        page.goto(address)
        self.surface = page.locator(".surface")
        self.tip = page.locator(".tip")
        self.spoken = page.locator(".spoken")
        self.settled()

    def settled(self):
        """Waits until a drawing is there and nothing of it moves any more."""
        expect(self.page.locator(".drawing")).to_have_attribute("data-idle", "1")

    def point(self, across, down):
        """A place on the screen, by parts of the map's width and height."""
        self.surface.scroll_into_view_if_needed()
        box = self.surface.bounding_box()
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def click(self, across, down):
        self.page.mouse.click(*self.point(across, down))

    def says(self, text):
        expect(self.page.get_by_text(text, exact=True)).to_be_visible()

    def choose(self, label):
        self.page.get_by_text(label, exact=True).click()

    def colour(self, across, down):
        """Red, green and blue of a pixel of the map, as on the screen."""
        self.settled()
        x, y = self.point(across, down)
        taken = self.page.screenshot(clip={"x": x, "y": y, "width": 1, "height": 1})
        return self.page.evaluate(
            """async (bytes) => {
                const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], {type: "image/png"}));
                const pen = new OffscreenCanvas(1, 1).getContext("2d");
                pen.drawImage(image, 0, 0);
                return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
            }""",
            list(taken),
        )

    def camera(self, *, after=""):
        """What part of the map is in view once it has come to rest; where ``after`` is given, once that has changed."""
        drawing = self.page.locator(".drawing")
        expect(drawing).to_have_attribute("data-camera", re.compile(r"\d .*\d"))
        if after:
            expect(drawing).to_have_attribute("data-camera", re.compile(rf"(?!{re.escape(after)}).*\d .*\d"))
        return drawing.get_attribute("data-camera")


@pytest.fixture
def opened(page, demo_url):
    return lambda query: Map(page, demo_url + "/" + query)


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("view", [TILES, RIDINGS, OFFICES])
def test_the_map_is_drawn_and_every_status_is_in_the_legend(opened, view):
    shown = opened(view)
    entries = shown.page.locator(".statuses li")
    expect(entries).to_have_count(6)
    expect(entries.locator("svg path")).to_have_count(6)
    assert all(text[-1].isdigit() for text in entries.all_inner_texts())
    box = shown.surface.bounding_box()
    assert box["width"] > 300
    assert box["height"] > 250


def test_a_click_on_a_tile_returns_its_riding(opened):
    shown = opened(TILES)
    shown.click(0.5 + 0.02, 0.5)
    shown.says("chosen: 2013:35015")
    shown.says("picks: 1, this run: riding 2013:35015")


@on_a_phone
@pytest.mark.usefixtures("size")
def test_a_tap_on_a_tile_returns_its_riding(opened):
    shown = opened(TILES)
    shown.page.touchscreen.tap(*shown.point(0.55, 0.5))
    shown.says("chosen: 2013:35015")


def test_a_click_on_water_or_beside_the_country_picks_nothing(opened):
    shown = opened(RIDINGS)
    before = shown.colour(0.02, 0.5)
    shown.click(0.02, 0.5)
    shown.page.wait_for_timeout(400)
    shown.says("chosen: nothing")
    assert before == [219, 231, 236]


def test_the_mouse_shows_a_name_and_what_was_done_as_text(opened):
    shown = opened(OFFICES)
    shown.surface.focus()
    shown.page.keyboard.press("ArrowRight")
    expect(shown.tip).to_contain_text("<img src=x>")
    expect(shown.tip.locator("img")).to_have_count(0)


def test_zoom_place_and_choice_survive_a_change_of_filter(opened):
    shown = opened(RIDINGS)
    closer = shown.camera()
    for _ in range(2):
        shown.page.get_by_role("button", name="Zoom in").click()
        closer = shown.camera(after=closer)
    drawing = shown.page.locator(".drawing canvas")
    drawing.evaluate("canvas => { canvas.marked = true }")
    shown.click(0.53, 0.45)
    shown.says("chosen: 2013:35015")
    shown.click(0.3, 0.45)
    shown.says("chosen: 2013:35014")
    before = shown.colour(0.6, 0.3)
    shown.choose("call")
    shown.says("This line pushes the map down.")
    shown.says("chosen: 2013:35014")
    expect(shown.page.locator('[data-status="none"] b')).to_have_text("10")
    assert shown.colour(0.6, 0.3) != before, "the numbers changed"
    assert shown.camera() == closer, "the place did not"
    assert drawing.evaluate("canvas => canvas.marked"), "it is the same drawing"


def test_a_change_of_view_draws_other_shapes_and_comes_back_to_where_it_was(opened):
    shown = opened(TILES)
    whole = shown.camera()
    shown.page.get_by_role("button", name="Zoom in").click()
    closer = shown.camera(after=whole)
    shown.choose("offices")
    expect(shown.page.locator('.campaign-map[data-scene^="offices"]')).to_be_attached()
    elsewhere = shown.camera(after=closer)
    shown.choose("tiles")
    expect(shown.page.locator('.campaign-map[data-scene^="tiles"]')).to_be_attached()
    assert shown.camera(after=elsewhere) == closer


@pytest.mark.usefixtures("size")
def test_arrows_go_from_place_to_place_enter_chooses_escape_clears(opened):
    shown = opened(TILES)
    shown.surface.focus()
    shown.page.keyboard.press("ArrowRight")
    first = int(shown.spoken.inner_text().split(",")[0].removeprefix("Riding "))
    shown.page.keyboard.press("ArrowRight")
    expect(shown.spoken).to_contain_text(f"Riding {first + 1}, ")
    shown.page.keyboard.press("ArrowUp")
    expect(shown.spoken).to_contain_text(f"Riding {first + 1 - 6}, ")
    expect(shown.spoken).to_contain_text("Actions: ")
    shown.page.keyboard.press("Enter")
    shown.says(f"chosen: 2013:350{first - 5:02}")
    expect(shown.surface).to_be_focused()
    shown.page.keyboard.press("Escape")
    shown.says("chosen: nothing")
    expect(shown.spoken).to_have_text("Nothing is chosen.")


def test_the_keyboard_zooms_and_leaves_the_map_by_tab(opened):
    shown = opened(RIDINGS)
    whole = shown.camera()
    shown.surface.focus()
    shown.page.keyboard.press("+")
    closer = shown.camera(after=whole)
    shown.page.keyboard.press("0")
    assert shown.camera(after=closer) == whole
    shown.page.keyboard.press("Tab")
    expect(shown.page.get_by_role("button", name="Zoom in")).to_be_focused()


@pytest.mark.usefixtures("size")
def test_several_offices_on_one_spot_are_one_mark_that_opens_their_list(opened):
    shown = opened(OFFICES)
    shown.surface.focus()
    for _ in range(8):
        shown.page.keyboard.press("ArrowDown")
    expect(shown.spoken).to_contain_text("House of Commons, 3 offices")
    shown.page.keyboard.press("Enter")
    expect(shown.page.get_by_text("this run: place ")).to_be_visible()


def test_filtered_offices_can_neither_be_seen_nor_reached(opened):
    shown = opened(OFFICES)
    shown.choose("call")
    shown.says("This line pushes the map down.")
    shown.surface.focus()
    shown.page.keyboard.press("ArrowRight")
    expect(shown.spoken).to_contain_text("Called")
    shown.page.keyboard.press("ArrowLeft")
    shown.page.keyboard.press("ArrowUp")
    expect(shown.spoken).to_contain_text("Called")


def test_controls_are_named_and_large_enough_for_a_finger(opened, size):
    shown = opened(TILES)
    least = 44 if size == "phone" else 36
    for name in ("Zoom in", "Zoom out", "Show all of the map"):
        box = shown.page.get_by_role("button", name=name).bounding_box()
        assert min(box["width"], box["height"]) >= least


@on_a_phone
@pytest.mark.usefixtures("size")
def test_one_finger_scrolls_the_page_and_not_the_map(opened):
    shown = opened(TILES)
    canvas = shown.page.locator(".drawing .maplibregl-canvas-container")
    assert canvas.evaluate("element => getComputedStyle(element).touchAction") == "pan-x pan-y"
    expect(shown.page.locator(".maplibregl-mobile-message")).to_have_text("Move the map with two fingers.")


def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(opened):
    shown = opened(TILES)
    before = shown.camera()
    shown.page.mouse.move(*shown.point(0.5, 0.5))
    shown.page.mouse.wheel(0, 40)
    shown.page.wait_for_timeout(300)
    assert shown.camera() == before
    shown.page.keyboard.down("Control")
    shown.page.mouse.wheel(0, -300)
    shown.camera(after=before)
    shown.page.keyboard.up("Control")


def test_without_webgl_a_picture_is_drawn_that_can_be_picked_from(opened, page):
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        "  return kind.startsWith('webgl') ? null : get.call(this, kind, ...more); };"
    )
    shown = opened(TILES)
    expect(page.get_by_text("This browser can't draw the map that moves.", exact=False)).to_be_visible()
    expect(page.locator(".drawing svg path[data-key]")).to_have_count(30)
    page.locator('.drawing svg g[data-key="2013:35008"]').click()
    shown.says("chosen: 2013:35008")
    shown.surface.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(shown.spoken).to_contain_text("Riding 10, ")


def test_without_polygons_ridings_are_discs_at_their_centres(opened):
    shown = opened(RIDINGS + "&bare=1")
    shown.surface.focus()
    shown.page.keyboard.press("ArrowRight")
    name = shown.spoken.inner_text().split(",")[0].removeprefix("Riding ")
    shown.page.keyboard.press("Enter")
    shown.says(f"chosen: 2013:350{int(name):02}")


def test_the_map_speaks_french(opened):
    shown = opened(TILES + "&lang=fr")
    shown.surface.focus()
    shown.page.keyboard.press("ArrowRight")
    expect(shown.spoken).to_contain_text("Circonscription ")


def test_a_fault_on_a_page_is_told_plainly(page, demo_url):
    page.goto(demo_url + "/?fail=a+private+note")
    expect(page.get_by_text("Something went wrong on our side.", exact=False)).to_be_visible()
    assert "private" not in page.locator("main").inner_text()
    assert "Traceback" not in page.locator("main").inner_text()


def test_a_map_whose_shapes_are_gone_says_so(demo_url, browser):
    page = browser.new_page()  # not the watched one: the browser itself notes what it could not load
    page.goto(demo_url + TILES_BROKEN)
    expect(page.get_by_text("The map could not be loaded", exact=False)).to_be_visible()
    page.close()


class TestInTheDark:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "color_scheme": "dark"}

    def test_the_ground_is_dark(self, opened):
        shown = opened(RIDINGS)
        assert sum(shown.colour(0.02, 0.5)) < 150


class TestInMotion:
    """Elsewhere the map jumps, as for a reader who asked for less motion."""

    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "reduced_motion": "no-preference"}

    def test_the_map_moves_to_where_it_goes_and_comes_to_rest(self, opened):
        shown = opened(RIDINGS)
        shown.page.locator(".drawing").evaluate(
            "drawing => { drawing.seen = new Set();"
            "  const look = () => { drawing.seen.add(drawing.dataset.camera); requestAnimationFrame(look); }; look(); }"
        )
        whole = shown.camera()
        shown.page.get_by_role("button", name="Zoom in").click()
        closer = shown.camera(after=whole)
        assert shown.page.locator(".drawing").evaluate("drawing => [...drawing.seen]") == [whole, "moving", closer]
