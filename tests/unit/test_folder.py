from datetime import date

import pytest

from dashboard.errors import UnusableFileError, UsageError
from dashboard.folder import read_folder
from dashboard.reference.ridings import riding_keys

GOOD = """
slug = "renew"
name = { en = "Renew", fr = "Renouveler" }
demand = "Renew the permits"
post = "Minister of Immigration"
starts = 2020-03-01

[[people]]
id = "marco"
name = "Marco"
  [[people.terms]]
  riding_order = 2013
  riding = "35024"
  party = "Liberal"
  from = 2015-10-19
  [[people.roles]]
  kind = "minister"
  title = "Minister of Immigration"
  from = 2019-11-20
  [[people.offices]]
  id = "marco-office"
  kind = "constituency"
  postal_code = "M6A 1A3"

[[institutions]]
id = "department"
name = "The department"
serves_post = true
"""


def folder(tmp_path, text, **files):
    (tmp_path / "campaign.toml").write_text(text, encoding="utf-8")
    for name, data in files.items():
        (tmp_path / f"{name}.csv").write_bytes(data)
    return read_folder(tmp_path, riding_keys())


def test_a_folder_is_read_whole(tmp_path):
    found = folder(tmp_path, GOOD, actions=b"date,tactic\n")
    assert (found.campaign.slug, found.campaign.name("fr"), found.campaign.starts) == (
        "renew",
        "Renouveler",
        date(2020, 3, 1),
    )
    assert found.tables.people[["target_id", "kind", "serves_post"]].to_numpy().tolist() == [
        ["marco", "person", False],
        ["department", "institution", True],
    ]
    assert found.tables.terms["riding"].tolist() == ["2013:35024"]
    assert found.tables.offices["office_id"].tolist() == ["marco-office"]
    assert (found.actions_csv, found.outcomes_csv) == (b"date,tactic\n", None)


def test_a_name_may_be_one_string(tmp_path):
    found = folder(tmp_path, GOOD.replace('{ en = "Renew", fr = "Renouveler" }', '"Renew"'))
    assert (found.campaign.name("en"), found.campaign.name("fr")) == ("Renew", "Renew")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"35024"', '"3502"', "riding as ORDER:CODE"),
        ('"minister"\n', '"pope"\n', "kind of a role of marco must be one of prime_minister"),
        ('"constituency"', '"cellar"', "kind of an office of marco"),
        ('"marco-office"', '"ref-1"', "not starting with ref-"),
        ('"department"', '"marco"', "same id twice"),
        ("from = 2019-11-20", 'from = "soon"', "a day without quotation marks"),
        ("from = 2019-11-20", "from = 2019-11-20\n  to = 2019-01-01", "on or after 2019-11-20"),
        ("starts = 2020-03-01", "", "first day"),
        ("starts = 2020-03-01", "starts = 2020-03-01\nriding_order = 1996", "riding_order must be 2013 or 2023"),
        ('name = "Marco"', "name = 3", "name of marco must be text"),
        ("[[people]]", "[people", "can't be read"),
        ('"minister"\n', '"ministre"\n', "did you mean 'minister'"),
        ('"constituency"', '"constituancy"', "did you mean 'constituency'"),
        ("[[people.offices]]", "[[people.ofices]]", "key 'ofices' of marco is not known: did you mean 'offices'"),
        ("post = ", "post_en = ", "key 'post_en' of the campaign is not known: did you mean 'post'"),
        ('fr = "Renouveler"', 'de = "Neu"', "key 'de' of the campaign's name is not known: use one of en, fr"),
        ("party = ", "parti = ", "key 'parti' of a term of marco"),
        ("title = ", "titel = ", "key 'titel' of a role of marco"),
        ("postal_code = ", "zip = ", "key 'zip' of an office of marco is not known: use one of id, kind"),
        ('name = "Marco"', 'name = "Marco"\nkind = "mp"', "key 'kind' of marco"),
        ('"35024"', '"99999"', "2013:99999, a riding that does not exist: did you mean 2013:"),
    ],
)
def test_what_is_wrong_in_a_folder_is_named(tmp_path, old, new, told):
    with pytest.raises(UnusableFileError, match=told) as error:
        folder(tmp_path, GOOD.replace(old, new, 1))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("old", "new"), [('"renew"', '"Re new"'), ("starts = 2020-03-01", "starts=2020-03-01\nends=2019-01-01")]
)
def test_a_campaign_no_store_should_hold_is_refused(tmp_path, old, new):
    with pytest.raises(UsageError):
        folder(tmp_path, GOOD.replace(old, new, 1))


def test_a_folder_without_a_campaign_is_told(tmp_path):
    with pytest.raises(UnusableFileError, match=r"no campaign\.toml"):
        read_folder(tmp_path)
