"""The storage root by the eyes of others: the OCFL validator, the layout extension, a person with a text editor."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ocfl.layout_0003_hash_and_id_n_tuple import Layout_0003_Hash_And_Id_N_Tuple

from docgen.archive.log import START
from docgen.archive.ocfl import object_path
from docgen.archive.opening import open_archive
from docgen.archive.record import read_filing
from tests.archive.samples import BUKU, ocfl_complaints, small_office


def test_the_independent_validator_has_nothing_to_say(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    assert ocfl_complaints(tmp_path) == []


def test_the_independent_validator_would_have_something_to_say(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    content = next((tmp_path / "ocfl").rglob("content/naskah.docx"))
    content.chmod(0o600)
    content.write_bytes(b"lain")
    assert any("E092" in said for said in ocfl_complaints(tmp_path))


def test_an_empty_root_is_valid_and_says_what_it_is(tmp_path: Path) -> None:
    open_archive(tmp_path).close()
    assert ocfl_complaints(tmp_path) == []
    assert (tmp_path / "ocfl" / "0=ocfl_1.1").read_text() == "ocfl_1.1\n"
    layout = json.loads((tmp_path / "ocfl" / "ocfl_layout.json").read_text())
    config = tmp_path / "ocfl" / "extensions" / layout["extension"] / "config.json"
    assert json.loads(config.read_text()) == {
        "extensionName": "0003-hash-and-id-n-tuple-storage-layout",
        "digestAlgorithm": "sha256",
        "tupleSize": 3,
        "numberOfTuples": 3,
    }


@pytest.mark.parametrize(
    ("object_id", "path"),
    [("object-01", "3c0/ff4/240/object-01"), ("..hor/rib:le-$id", "487/326/d8c/%2e%2ehor%2frib%3ale-%24id")],
)
def test_objects_lie_where_the_page_of_the_layout_extension_says(object_id: str, path: str) -> None:
    assert object_path(object_id) == f"ocfl/{path}"


@given(st.text(min_size=1, max_size=120))
def test_objects_lie_where_others_will_look_for_them(object_id: str) -> None:
    theirs = Layout_0003_Hash_And_Id_N_Tuple().identifier_to_path(object_id)
    assert object_path(object_id) == f"ocfl/{theirs}"


def test_every_version_folder_has_its_inventory_and_the_last_is_that_of_the_object(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    root = tmp_path / object_path("urn:docgen:naskah:a")
    for number in range(1, 6):
        inventory = (root / f"v{number}" / "inventory.json").read_bytes()
        sidecar = (root / f"v{number}" / "inventory.json.sha512").read_text()
        assert sidecar == f"{hashlib.sha512(inventory).hexdigest()} inventory.json\n"
        assert json.loads(inventory)["head"] == f"v{number}"
    assert (root / "inventory.json").read_bytes() == (root / "v5" / "inventory.json").read_bytes()


def test_a_version_says_who_did_what_and_why(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    inventory = json.loads((tmp_path / object_path("urn:docgen:naskah:b") / "inventory.json").read_text())
    last = inventory["versions"]["v3"]
    assert last["message"] == "dibatalkan: salah alamat"
    assert last["user"] == {"name": "kasubag_perencanaan", "address": "urn:docgen:pejabat:kasubag_perencanaan"}
    assert last["created"] == "2019-01-07T08:10:00+07:00"


def test_the_sha256_of_every_content_file_stands_in_the_inventory(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    root = tmp_path / object_path("urn:docgen:naskah:a")
    inventory = json.loads((root / "inventory.json").read_text())
    named = {path: digest for digest, paths in inventory["fixity"]["sha256"].items() for path in paths}
    content = {p.relative_to(root).as_posix() for p in root.rglob("content/*")}
    assert named == {path: hashlib.sha256((root / path).read_bytes()).hexdigest() for path in content}


def test_record_json_can_be_read_by_a_person_and_tells_the_act_whole(tmp_path: Path) -> None:
    archive = small_office(tmp_path)
    root = tmp_path / object_path("urn:docgen:naskah:b")
    text = (root / "v3" / "content" / "record.json").read_text("utf-8")
    record = json.loads(text)
    assert text == json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1)
    assert record["naskah"]["perihal"] == "Undangan & rapat"
    assert record["version"]["note"] == "salah alamat"
    assert [(line["nomor"], line["batal"]) for line in record["nomor"]] == [("470 / Kep. 2 / Sekre", "salah alamat")]
    assert list(record["version"]["files"]) == ["naskah.docx"]
    assert record["version"]["files"]["naskah.docx"]["size"] == len(b"b+nomor")
    assert read_filing(text.encode()).subject == archive.naskah("b")


def test_a_record_of_the_first_docgen_is_read_with_its_one_line_of_a_register(tmp_path: Path) -> None:
    archive = small_office(tmp_path)
    text = (tmp_path / object_path("urn:docgen:naskah:b") / "v2" / "content" / "record.json").read_text("utf-8")
    record = json.loads(text)
    line = record["nomor"][0]
    del line["sisipan"], line["blok"]
    older = read_filing(json.dumps(record | {"nomor": line}).encode())
    assert older.nomor == read_filing(text.encode()).nomor == (replace(archive.register(BUKU, 2019)[1], batal=""),)
    assert read_filing(json.dumps(record | {"nomor": None}).encode()).nomor == ()


def test_the_log_can_be_checked_with_the_standard_library_alone(tmp_path: Path) -> None:
    """What the docstring of record.py promises, done again by hand from the files only."""
    small_office(tmp_path).close()

    def text(value: object) -> bytes:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()

    records = [json.loads(path.read_bytes()) for path in (tmp_path / "ocfl").rglob("record.json")]
    prev = START
    for record in sorted(records, key=lambda record: record["log"]["seq"]):
        log = record.pop("log")
        run, version = record.get("run"), record.get("version")
        last = run["events"][-1] if run else version
        entry = {
            "seq": log["seq"],
            "at": last["at"],
            "by": last["by"],
            "act": last["step_id"] if run else last["act"],
            "object_id": f"urn:docgen:sop:{run['id']}" if run else f"urn:docgen:naskah:{record['naskah']['id']}",
            "number": len(run["events"]) if run else last["number"],
            "record": hashlib.sha256(text(record)).hexdigest(),
        }
        assert log["prev"] == prev
        prev = log["hash"]
        assert prev == hashlib.sha256(f"{log['prev']}\n".encode() + text(entry)).hexdigest()
    assert len(records) == 10


def test_a_record_names_no_time_without_its_offset(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    times = [
        moment
        for path in (tmp_path / "ocfl").rglob("record.json")
        for moment in re.findall(r'"at": "([^"]+)"', path.read_text("utf-8"))
    ]
    assert len(times) > 10
    assert [moment for moment in times if not moment.endswith("+07:00")] == []
