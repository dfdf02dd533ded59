import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.names import normal_form


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Eglinton—Lawrence", "eglinton lawrence"),
        ("Eglinton--Lawrence", "eglinton lawrence"),
        ("  EGLINTON - LAWRENCE ", "eglinton lawrence"),
        ("Montréal", "montreal"),
        ("Montre\u0301al", "montreal"),
        ("Sœur Œuvre", "soeur oeuvre"),
        ("Toronto—St. Paul's", "toronto st paul s"),
        ("Toronto—St. Paul\u2019s", "toronto st paul s"),
        ("l'Île-des-Sœurs", "l ile des soeurs"),
        ("ﬁrst", "first"),
        ("—", ""),
        ("", ""),
    ],
)
def test_case_accents_and_punctuation_are_set_aside(written, normal):
    assert normal_form(written) == normal


@given(st.text())
@example("\U0001d4a9")
def test_a_normal_form_is_its_own_normal_form(text):
    assert normal_form(normal_form(text)) == normal_form(text)


@given(st.text())
def test_composed_and_decomposed_text_have_one_normal_form(text):
    assert normal_form(unicodedata.normalize("NFD", text)) == normal_form(unicodedata.normalize("NFC", text))
