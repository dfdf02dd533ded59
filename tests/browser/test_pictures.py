"""What is drawn can be saved as a picture that says by itself what it shows."""

import io

import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("address", "key", "said"),
    [
        ("/pressure?tactic=call", "pressure-over-time", "Call"),
        ("/?view=tiles&province=ON", "map", "Called and postered 1"),
    ],
)
def test_what_is_drawn_is_saved_as_svg_and_png_with_campaign_days_settings_and_source(
    page, app_url, address, key, said
):
    page.goto(f"{app_url}{address}")
    buttons = page.locator(f".st-key-picture-{key} button")
    drawn = ".js-plotly-plot .main-svg" if key != "map" else ".campaign-map[data-scene]"
    page.locator(drawn).first.wait_for()
    files = {}
    for kind in ("SVG", "PNG"):
        with page.expect_download() as download:
            buttons.filter(has_text=kind).click()
        assert download.value.suggested_filename.endswith(f".{kind.lower()}")
        files[kind] = download.value.path().read_bytes()
    picture = fromstring(files["SVG"])
    words = " ".join(text.text or "" for text in picture.iter(f"{SVG}text"))
    for expected in (
        "Renew the PGWP",
        "March 1, 2020 to January 31, 2021",
        "Settings ",
        "Source: the campaign's log",
        said,
    ):
        assert expected in words
    assert "Only: " in words
    assert not [name for element in picture.iter() for name, value in element.attrib.items()
                if "http" in value and "xmlns" not in name]  # fmt: skip
    image = Image.open(io.BytesIO(files["PNG"]))
    size = (2 * int(picture.get("width")), 2 * int(picture.get("height")))
    assert image.size == size
    assert len(image.convert("RGB").getcolors(maxcolors=10_000_000)) > 20, "something is drawn"
