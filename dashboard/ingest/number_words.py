"""Numbers in words, English and French: "twenty-five", "deux cents", "a few hundred", "une trentaine", "12k"."""

from dashboard.names import normal_form

Range = tuple[float, float]

_PHRASES: dict[str, Range] = {
    "couple": (2, 2), "few": (3, 5), "several": (5, 9), "dozen": (12, 12), "dozens": (24, 99), "hundred": (100, 100),
    "hundreds": (200, 999), "thousand": (1000, 1000), "thousands": (2000, 9999), "tens": (20, 99),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999), "million": (1e6, 1e6),
    "millions": (2e6, 9_999_999), "half dozen": (6, 6), "half a dozen": (6, 6),
    "quelques": (3, 5), "plusieurs": (5, 9), "douzaine": (12, 12), "douzaines": (24, 99), "demi douzaine": (6, 6),
    "centaine": (100, 100), "cent": (100, 100), "centaines": (200, 999), "millier": (1000, 1000), "mille": (1000, 1000),
    "milliers": (2000, 9999), "dizaine": (10, 10), "dizaines": (20, 99), "quinzaine": (15, 15), "vingtaine": (20, 20),
    "trentaine": (30, 30), "quarantaine": (40, 40), "cinquantaine": (50, 50), "soixantaine": (60, 60),
    "dizaines de milliers": (20_000, 99_999), "centaines de milliers": (200_000, 999_999),
}  # fmt: skip
"""Words for quantities and the range they stand for; the French ones as their English neighbours."""

_NONE = frozenset(("none", "nobody", "no one", "nil", "aucun", "aucune", "zero"))
_VAGUE = {"couple": (2, 2), "few": (3, 5), "several": (5, 9), "quelques": (3, 5), "plusieurs": (5, 9)}
_TIMES = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "k": 1000, "dizaine": 10, "douzaine": 12,
    "vingtaine": 20, "centaine": 100, "cent": 100, "millier": 1000, "mille": 1000,
}  # fmt: skip
_ONES = (
    "zero", "one un une", "two deux", "three trois", "four quatre", "five cinq", "six", "seven sept", "eight huit",
    "nine neuf", "ten dix", "eleven onze", "twelve douze", "thirteen treize", "fourteen quatorze", "fifteen quinze",
    "sixteen seize", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = (
    "", "", "twenty vingt vingts", "thirty trente", "forty fourty quarante", "fifty cinquante", "sixty soixante",
    "seventy septante", "eighty huitante octante", "ninety nonante",
)  # fmt: skip
_SMALL = {word: number for number, words in enumerate(_ONES) for word in words.split()}
_ROUND = {word: 10 * number for number, words in enumerate(_TENS) for word in words.split()}
_HUNDREDS = frozenset(("hundred", "cent", "cents"))
_GREAT = {"thousand": 10**3, "mille": 10**3, "million": 10**6, "millions": 10**6}
_JOINING = frozenset(("and", "et"))
_FRENCH_TENS, _FRENCH_TEENS = (60, 80), frozenset(("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"))
_MOST_HUNDREDS = 19


def phrase(words: list[str]) -> Range | None:
    """The range that a phrase of these words (in normal form, without articles) stands for, None for no such one."""
    whole = " ".join(words)
    if whole in _PHRASES:
        return _PHRASES[whole]
    words = [word for word in words if word not in ("of", "de", "d")]
    if len(words) > 1 and (times := multiplier(words[-1])):
        if len(words) == 2 and words[0] in _VAGUE:  # noqa: PLR2004 - such as "few hundred"
            low, high = _VAGUE[words[0]]
            return low * times, high * times
        if words[-1] not in _GREAT | {"cents": 0, "cent": 0, "hundred": 0} and (number := cardinal(words[:-1])):
            return number * times, number * times
    return None


def multiplier(word: str) -> int:
    """What a word such as "dozen", "centaines" or "k" multiplies by; 0 for any other."""
    return _TIMES.get(word) or _TIMES.get(word.removesuffix("s"), 0)


def cardinal(words: list[str]) -> int | None:
    """The whole number that words name, None where they name none or could be two numbers."""
    if not words or words == ["a"] or (len(words) > 1 and _SMALL["zero"] in map(_SMALL.get, words)):
        return None
    words = [word for word in words if word not in _JOINING]
    total, part, least = 0, 0, 10**9
    for word in words:
        if word in _GREAT:
            if _GREAT[word] >= least or (word.startswith("million") and not part):
                return None
            least = _GREAT[word]
            total, part = total + max(part, 1) * least, 0
            continue
        grown = _grown(part, word)
        if grown is None:
            return None
        part = grown
    return total + part


def is_none(text: str) -> bool:
    """Whether a text says that there was nobody, or nothing."""
    return normal_form(text) in _NONE


def _grown(part: int, word: str) -> int | None:
    """A number below a thousand with one more word behind it, None where the word can't follow."""
    if word in _HUNDREDS:
        return max(part, 1) * 100 if part <= _MOST_HUNDREDS else None
    if word in ("vingt", "vingts") and part % 100 == 4:  # noqa: PLR2004 - quatre-vingts
        return part + 76
    number = _SMALL.get(word, _ROUND.get(word))
    if number is None or (number == 0 and part):
        return None
    rest = part % 100
    after_tens = rest % 10 == 0 and number < 10 < rest  # noqa: PLR2004 - twenty-five, quatre-vingt-un
    after_dix = rest == 10 and word in ("sept", "huit", "neuf")  # noqa: PLR2004 - dix-sept
    after_sixty = rest in _FRENCH_TENS and word in _FRENCH_TEENS
    return part + number if not rest or after_tens or after_dix or after_sixty else None
