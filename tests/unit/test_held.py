"""No visit makes the server hold more files than it may, however they are sent."""

import asyncio

import pytest

from dashboard import held

UPLOAD = "/_stcore/upload_file/anna/1"


@pytest.fixture
def kept(monkeypatch):
    """The bytes that the server holds for each visit."""
    bytes_of = {}
    monkeypatch.setattr(held, "_held", lambda visit: bytes_of.get(visit, 0))
    return bytes_of


async def answered(guard, path=UPLOAD, size=100, method="PUT"):
    """The status of the answer, 204 where the request was passed on."""
    said = []

    async def send(message):
        said.append(message)

    headers = [] if size is None else [(b"content-length", str(size).encode())]
    await guard({"type": "http", "method": method, "path": path, "headers": headers}, None, send)
    return said[0]["status"]


async def pages(_scope, _receive, send):
    await asyncio.sleep(0)
    await send({"type": "http.response.start", "status": 204})


def test_a_visit_sends_files_until_it_has_as_many_as_it_may(kept):
    guard = held.HeldFiles(pages, megabytes=25)
    assert asyncio.run(answered(guard)) == 204
    kept["anna"] = held.MOST_BYTES - 99
    assert asyncio.run(answered(guard)) == 413
    assert asyncio.run(answered(guard, UPLOAD.replace("anna", "ben"))) == 204
    kept["anna"] = 0
    assert asyncio.run(answered(guard)) == 204


@pytest.mark.usefixtures("kept")
def test_files_that_are_still_coming_count_and_are_forgotten_once_they_came():
    guard = held.HeldFiles(pages, megabytes=25)

    async def together():
        return await asyncio.gather(*(answered(guard, f"{UPLOAD}{n}", 25_000_000) for n in range(9)))

    assert sorted(asyncio.run(together())) == [204] * 6 + [413] * 3
    assert not guard.coming


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(("size", "status"), [(None, 411), ("-5", 411), ("many", 411), (10**12, 413)])
def test_a_file_must_say_how_long_it_is(size, status):
    assert asyncio.run(answered(held.HeldFiles(pages, megabytes=1), size=size)) == status


@pytest.mark.usefixtures("kept")
def test_nothing_else_is_counted():
    guard = held.HeldFiles(pages, megabytes=1)
    assert asyncio.run(answered(guard, "/health", size=None, method="GET")) == 204
    assert asyncio.run(answered(guard, size=None, method="OPTIONS")) == 204
