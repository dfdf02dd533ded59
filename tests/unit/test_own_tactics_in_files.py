"""A campaign's own tactics in files: known by code and by their names in both languages, decided about, written out."""

import csv
import io
from datetime import date

import pytest
from builders import campaign, office, person, role, tables, term

from dashboard.directory import Directory
from dashboard.errors import UsageError
from dashboard.filters import Filters
from dashboard.ingest import Choices, Meanings, parse_file, template_csv
from dashboard.ingest.entry import read_entry
from dashboard.own_names import OwnName
from dashboard.reference.ridings import ridings
from dashboard.ui.template import lists
from dashboard.words import TACTICS, words

OWN = {"own-die-in": OwnName("Die-in", "Mort simulée", "people lying down", "personnes couchées")}
DIRECTORY = Directory(
    tables(
        people=[person("marco", "Marco Mendicino")],
        terms=[term("marco", "2013:35024", "2015-10-19")],
        roles=[role("marco", "minister", "Minister of Immigration", "2019-11-20")],
        offices=[office("marco-office", "marco", address="511 Lawrence Avenue")],
    )
)


def parsed(text, own=OWN, **choices):
    return parse_file(
        f"date,tactic,quantity,target\n2020-11-24,{text},3,marco\n".encode(), name="log.csv", campaign=campaign(),
        directory=DIRECTORY, ridings=ridings(), choices=Choices(own=own, **choices),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["own-die-in", "Die-in", "DIE IN", "mort simulée", "Mort simulee"])
def test_an_own_tactic_is_known_by_its_code_and_its_names(text):
    assert parsed(text).rows["tactic"].tolist() == ["own-die-in"]


def test_a_campaign_without_it_asks_what_it_is():
    found = parsed("Die-in", own={})
    assert found.rows.empty
    assert [(one.kind, one.form) for one in found.asked] == [("tactic", "die in")]


def test_a_name_can_be_decided_to_mean_an_own_tactic_and_a_near_one_is_offered():
    assert ("own-die-in", "Die-in") in parsed("die inn").asked[0].candidates
    assert parsed("lying down", names={("tactic", "lying down"): "own-die-in"}).rows["tactic"].tolist() == [
        "own-die-in"
    ]
    meanings = Meanings(DIRECTORY, ridings(), OWN)
    assert meanings.has("tactic", "own-die-in")
    assert not meanings.has("tactic", "own-other")
    assert not meanings.has("tactic", "own-die-in/voicemail")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_template_offers_it_by_its_name_and_reads_what_it_offers(language):
    offered = lists(campaign(), DIRECTORY, date(2020, 12, 1), language, OWN)["tactic"]
    assert offered[-1] == OWN["own-die-in"].name(language)
    rows = list(
        csv.reader(io.StringIO(template_csv(language, OWN).decode("utf-8-sig")), delimiter=";,"[language == "en"])
    )
    assert rows[-1][rows[0].index("tactic")] == offered[-1]
    assert parsed(offered[-1]).rows["tactic"].tolist() == ["own-die-in"]


def test_it_is_logged_on_a_phone_where_the_campaign_has_it_alone():
    sent = {
        "id": "log-" + "a" * 20, "office": "marco-office", "tactic": "own-die-in", "day": "2020-11-24", "count": 3,
    }  # fmt: skip
    assert read_entry(sent, DIRECTORY, date(2020, 12, 1), OWN).tactic == "own-die-in"
    with pytest.raises(UsageError, match="What was done is not known here"):
        read_entry(sent, DIRECTORY, date(2020, 12, 1))


def test_filters_take_its_code_and_refuse_what_no_campaign_could_have():
    assert Filters.from_params({"tactic": "own-die-in"})[0].tactic == "own-die-in"
    filters, ignored = Filters.from_params({"tactic": "own-<script>"})
    assert filters.tactic == ""
    assert len(ignored) == 1


def test_it_is_named_and_counted_in_both_languages():
    for language, name, told in (
        ("en", "Die-in", "people lying down: 3"),
        ("fr", "Mort simulée", "personnes couchées\u00a0: 3"),
    ):
        say = words(language).with_own(OWN)
        assert say.renamed(TACTICS, ["own-die-in", "own-gone"]) == [name, "own-gone"]
        assert say.counted("own-die-in", 3) == told
