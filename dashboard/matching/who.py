"""Who was it: a post, a riding or a person as people write them, over time."""

from datetime import date

import pandas as pd

from dashboard.directory import Directory
from dashboard.directory.held import Held
from dashboard.errors import NotFoundError
from dashboard.matching.near import EXACT, listed
from dashboard.matching.people import PeopleNames
from dashboard.matching.posts import PostTitles
from dashboard.matching.ridings import RidingMatcher
from dashboard.schema import ORDERS


class Who:
    """Asks a directory by any writing; ``ridings`` are those of both orders, ``post`` a campaign's, if one is meant."""

    def __init__(self, directory: Directory, ridings: pd.DataFrame, post: str = "", post_fr: str = "") -> None:
        self._directory = directory
        self._ridings = RidingMatcher(ridings)
        self._people = PeopleNames(directory)
        self._posts = PostTitles(directory, post, post_fr)

    def held(self, text: str, first: date | None = None, last: date | None = None) -> list[Held]:
        """Who held what the text means, and when, as ``Directory.who``; raises NotFoundError where it means nothing.

        It may be a riding's key or name, in either order and language; a post's title, EN or FR, as people shorten it;
        a person's id or name. What means several gives all of them.
        """
        meant, kind = self._meant(text.strip()), self._posts.titles(text.strip())[0]
        found = [held for one in meant for held in self._directory.who(one, first, last, kind=kind)]
        return sorted(dict.fromkeys(found), key=lambda held: (held.first or date.min, held.last or date.max, held.name))

    def _meant(self, text: str) -> list[str]:
        if self._directory.name_of(text) != text:
            return [text]
        ridings = {found.key for order in ORDERS if (found := self._ridings.match(text, order)).score == EXACT}
        if ridings:
            return sorted(ridings)
        people = self._people.candidates(text)
        if any(one.score == EXACT and one.whole for one in people):
            return [one.target_id for one in people if one.score == EXACT and one.whole]
        kind, titles, _ = self._posts.titles(text)
        if kind == "prime_minister":
            return sorted(set(self._directory.roles.loc[self._directory.roles["kind"] == kind, "title"]))
        if titles:
            return titles
        if people:
            return [one.target_id for one in people if one.score == people[0].score]
        names = self._people.suggested(text)
        perhaps = f"write {listed(names)}" if names else "write a post's title, a riding's name or a person's"
        message = f"Nobody and nothing is known by {text!r}: {perhaps}."
        raise NotFoundError(message)
