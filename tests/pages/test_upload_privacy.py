import tempfile

import pytest
from looking import opened, texts
from personal_file import FILE_NAME, found_below, found_in, personal_file


@pytest.mark.usefixtures("founding")
def test_personal_data_is_nowhere_after_an_upload_on_the_page(home, tmp_path_factory, monkeypatch):
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    browser = opened("upload")
    browser.file_uploader[0].set_value((FILE_NAME, personal_file(), "text/csv")).run()
    assert not browser.exception
    next(button for button in browser.button if button.label.startswith("Keep")).click().run()
    assert any("Receipt of upload" in item.value for item in browser.subheader)
    assert list(home.glob("*-wal")), "the store is open"
    assert not found_below(home, temporary)
    assert not found_in("\n".join(texts(browser)).encode().replace(FILE_NAME.encode(), b""))
