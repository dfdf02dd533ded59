"""All hostile files, made by code when they are asked for."""

from hostile import archives, books, masks, payloads, records, texts

FILES = (*archives.FILES, *books.FILES, *texts.FILES, *records.FILES, *masks.FILES, *payloads.FILES)
_HEAVY = (
    "a flat bomb",
    "packed with",
    "70,000",
    "12 million",
    "one long text",
    "ten million",
    "90 MB",
    "never end",
    "million levels",
    "million attributes",
    "300,000",
    "250,000",
    "20 MB",
    "24 MB",
    "24 million",
    "20 million",
    "million columns",
    "million cells",
    "million empty",
    "almost a",
    "between and",
    "9,000",
    "40,000",
    "4,000",
    "million places",
    "million numbers",
    "100,000 names",
    "share no name",
    "number of its row alone",
    "bomb of gzip",
)
"""What the files are about that take a second or more to make or to understand: ``make stress`` tries them."""

LIGHT = [file for file in FILES if not any(words in file.about for words in _HEAVY)]
