"""Files that are something else than their name says, or two things at once."""

import gzip
import io
import sqlite3
import tarfile

from hostile.hostile_file import HEADER, ROW, HostileFile, encoded
from hostile.spreadsheets import book, packed

_LOG = f"{HEADER}\n{ROW}hello\n"
_MARKUP, _PICTURE = "web page or XML document", "PNG picture"
_VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{}</SrcDataSource><SrcSQL>SELECT * FROM x</SrcSQL>'
    "</OGRVRTLayer></OGRVRTDataSource>"
)


def _file(about, make, told, name):
    return HostileFile(about, make, told, name)


def _tar():
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        link = tarfile.TarInfo("log.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return data.getvalue()


def _database():
    with sqlite3.connect(":memory:") as made:
        made.execute("CREATE TABLE gpkg_contents (date, tactic)")
        return made.serialize()


FILES = (
    _file("a VRT that reads a database", encoded(_VRT.format("/etc/passwd")), _MARKUP, "log.geojson"),
    _file("a VRT that asks an address", encoded(_VRT.format("/vsicurl/http://127.0.0.2/x.json")), _MARKUP, "log.csv"),
    _file("a VRT behind blanks", encoded(" \n\t" * 300 + _VRT.format("x")), _MARKUP, "log.csv"),
    _file("a VRT behind a long blank", encoded(" " * 5_000 + _VRT.format("x")), "No column says", "log.geojson"),
    _file(
        "a WFS of somewhere",
        encoded("<OGRWFSDataSource><URL>http://127.0.0.2/wfs</URL></OGRWFSDataSource>"),
        _MARKUP,
        "log.geojson",
    ),
    _file("the address of a WFS", encoded("WFS:http://127.0.0.2/wfs?SERVICE=WFS\n"), "No column says", "log.csv"),
    _file("the address of a database", encoded("PG:host=127.0.0.2 dbname=x\n"), "No column says", "log.csv"),
    _file("a path of GDAL", encoded("/vsizip//vsicurl/http://127.0.0.2/x.zip\n"), "No column says", "log.geojson"),
    _file(
        "JSON of a service of features",
        encoded(
            '{"type": "FeatureCollection", "features": [], "links": [{"rel": "next", "href": "http://127.0.0.2/"}]}'
        ),
        "",
        "log.geojson",
    ),
    _file("an address of GeoJSON", encoded("http://127.0.0.2/features.geojson"), "No column says", "log.geojson"),
    _file(
        "GML with entities",
        encoded('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x/>'),
        _MARKUP,
        "log.csv",
    ),
    _file(
        "a picture that is a program",
        encoded("<svg onload=alert(1) xmlns='http://www.w3.org/2000/svg'/>"),
        _MARKUP,
        "log.csv",
    ),
    _file("a web page", encoded("<!doctype html><script>alert(1)</script>"), _MARKUP, "log.csv"),
    _file("a table that begins with a comment of markup", encoded(f"<!--\n{_LOG}"), _MARKUP, "log.csv"),
    _file("a PDF that is a table", encoded(f"%PDF-1.7\n{_LOG}"), "PDF", "log.csv"),
    _file("a picture that is a table", lambda: b"\x89PNG\r\n\x1a\n" + _LOG.encode(), _PICTURE, "log.csv"),
    _file("a picture of letters that is a table", encoded(f"GIF89a,{_LOG}"), "GIF picture", "log.csv"),
    _file("a table packed with gzip", lambda: gzip.compress(_LOG.encode()), "gzip", "log.csv"),
    _file("a bomb of gzip", lambda: gzip.compress(bytes(50_000_000)), "gzip", "log.csv.gz"),
    _file("a tar with a link", _tar, "tar archive", "log.csv"),
    _file("a database", _database, "SQLite", "log.csv"),
    _file("a program", lambda: b"\x7fELF" + bytes(99), "program", "log.csv"),
    _file("an old spreadsheet", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "old or password", "log.xls"),
    _file("Parquet", lambda: b"PAR1" + bytes(99) + b"PAR1", "Parquet", "log.csv"),
    _file("Python's pickle", lambda: b"\x80\x04cos\nsystem\n(S'id'\ntR.", "control characters", "log.csv"),
    _file("a shell script", encoded("#!/bin/sh\nrm -rf /\n"), "No column says", "log.csv"),
    _file("a table before an archive", lambda: _LOG.encode() + book(), "NUL", "log.csv"),
    _file("an archive before a table", lambda: book() + _LOG.encode(), "", "log.csv"),
    _file("a spreadsheet that is a web page too", lambda: book(comment=b"<script>alert(1)</script>"), "", "log.html"),
    _file("a zipped table", lambda: packed({"log.csv": _LOG}), "zip archive and not a spreadsheet", "log.zip"),
    _file(
        "a zipped shapefile", lambda: packed(dict.fromkeys(("a.shp", "a.shx", "a.dbf"), "x")), "zip archive", "a.zip"
    ),
    _file("an archive in two halves", lambda: b"PK\x07\x08" + book(), "NUL", "log.zip"),
    _file("an empty archive", lambda: b"PK\x05\x06" + bytes(18), "NUL", "log.xlsx"),
    _file("a table named as a picture", encoded(_LOG), "", "log.png"),
)
