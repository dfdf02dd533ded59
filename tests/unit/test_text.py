import re

import pytest

from dashboard import messages, schema, words
from dashboard.translation import LANGUAGES, matcher, translated
from dashboard.words import Words

SAID = {
    "en": r"\b(caus(ed|es|ing)|led to|resulted in|effects? of|impacts? of)\b",
    "fr": r"\b((caus|provoqu)ée?s?|(a|ont) (mené|conduit|abouti) à|(a|ont) entraîné|(effet|impact)s? d(e|u|es|\W))\b",
}
PLACEHOLDER = re.compile(r"\{\w+\}")


@pytest.fixture(scope="module")
def template():
    """What the code says, looked for once."""
    return messages.template()


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request):
    return messages.read(request.param)


def texts(message):
    """Pairs of a text and its translation; the plural's too."""
    if isinstance(message.id, tuple):
        return list(zip((message.id[-1],) * len(message.string), message.string, strict=True))
    return [(message.id, message.string)]


def test_every_text_of_the_code_is_in_the_catalogue_and_nothing_else_is(catalogue, template):
    said = {(message.context, message.id) for message in template if message.id}
    kept = {(message.context, message.id) for message in catalogue if message.id}
    assert kept == said, "run make messages"


def test_every_text_is_translated_and_none_is_only_guessed(catalogue):
    assert messages.missing(catalogue) == []


def test_what_is_compiled_is_the_catalogue(catalogue):
    language = str(catalogue.locale)
    compiled = messages.catalogue_path(language).with_suffix(".mo").read_bytes()
    assert compiled == messages.compiled(catalogue), "run make messages"


def test_translations_keep_the_places_of_values(catalogue):
    for message in catalogue:
        for text, translation in texts(message) if message.id else []:
            assert set(PLACEHOLDER.findall(translation)) == set(PLACEHOLDER.findall(text)), text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The calls caused it"), ("en", "It led to a vote"), ("en", "This resulted in a change"),
        ("en", "The effect of calls"), ("en", "The impact of posters"),
        ("fr", "Les appels l\u2019ont causé"), ("fr", "Cela a mené à un vote"), ("fr", "Cela a entraîné un vote"),
        ("fr", "L\u2019effet des appels"), ("fr", "L\u2019impact d\u2019affiches"), ("fr", "Un vote provoqué"),
    ],
)  # fmt: skip
def test_every_word_that_claims_a_cause_is_looked_for(language, text):
    assert re.search(SAID[language], text, re.IGNORECASE)
    assert not re.search(SAID[language], words.words(language)._("This shows timing, not cause."), re.IGNORECASE)


def test_no_text_claims_a_cause(catalogue):
    language = str(catalogue.locale)
    for message in catalogue:
        for _, translation in texts(message) if message.id else []:
            assert not re.search(SAID[language], translation, re.IGNORECASE), translation


def test_french_marks_stand_apart_by_spaces_that_do_not_break():
    for message in messages.read("fr"):
        for _, translation in texts(message) if message.id else []:
            assert not re.search(r" [:;!?»]|« ", translation), translation
            assert "'" not in re.sub(r"`[^`]*`", "", translation), translation


def test_english_is_what_the_code_says():
    assert all(message.string == message.id for message in messages.read("en") if message.id)


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.TACTICS, words.UNITS),
        (words.TACTICS, "TACTICS"),
        (words.STATUSES, "STATUSES"),
        (words.ROLES, "ROLES"),
        (words.OUTCOME_KINDS, "OUTCOME_KINDS"),
        (words.ROLE_KINDS, "ROLE_KINDS"),
        (words.FATES, "FATES"),
        (words.PRECISIONS, "PRECISIONS"),
    ],
)
def test_every_code_of_the_field_has_a_name(table, codes):
    assert set(table) == set(getattr(schema, codes) if isinstance(codes, str) else codes)


def test_outcomes_of_calls_kinds_of_offices_and_provinces_have_names():
    assert set(words.CALL_OUTCOMES) == {*schema.CALL_OUTCOMES, ""}
    assert set(words.OFFICE_KINDS) >= set(schema.OFFICE_KINDS)
    assert set(words.PROVINCES) == set(schema.PROVINCES.values())
    assert set(words.COUNTED) == set(words.UNITS.values())


def test_a_sentence_of_a_lower_layer_is_said_in_french_with_its_values():
    told = Words("fr").sentence("There is no format 'png': use one of csv, json.")
    assert told == "Il n\u2019y a pas de format 'png'\u00a0: choisissez parmi csv, json."


def test_parts_of_a_sentence_are_said_in_french_too():
    told = translated(
        "The file is a PDF document and not a table: save the log as CSV (UTF-8) and load that file.", "fr"
    )
    assert "un document PDF" in told


def test_several_sentences_are_said_one_by_one():
    told = translated("Already here, unchanged. Repeats line 4.", "fr")
    assert told == "Déjà présente, inchangée. Répète la ligne 4."


def test_what_is_no_sentence_of_ours_stays_as_it_is():
    for text in ("Marco Mendicino", "", "a{1}b", "x" * 10_000):
        assert translated(text, "fr") == text
        assert translated(text, "en") == text


def test_a_template_is_found_again_whatever_its_values_hold():
    assert matcher("There is no day {1}: do {2}.").fullmatch("There is no day '(.*)': do it\nnow.").groups() == (
        "'(.*)'",
        "it\nnow",
    )


def test_sentences_are_found_in_code_by_their_look():
    source = '''
"""A docstring is no sentence for people."""
_DO = "write it again"

def f(text):
    why = "it is short" if text else f"{len(text)} letters are too many"
    message = f"{text} can't be used: {_DO}."
    raise ValueError(message)
'''
    assert set(messages.sentences(source)) == {
        "it is short",
        "{1} letters are too many",
        "{1} can't be used: write it again.",
    }
