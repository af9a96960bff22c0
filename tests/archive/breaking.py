"""How each check of an export is made to fail: one breakage a check, everything else put right again behind it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docgen.archive.canonical import canonical_json, sha256, sha512
from docgen.archive.export.bag import ALGORITHMS
from docgen.archive.export.tables import DELIMITER, csv_line
from docgen.archive.export.writing import export_path
from docgen.archive.log import START, hash_of

A, B, R = "urn:docgen:naskah:a", "urn:docgen:naskah:b", "urn:docgen:sop:r1"
Row = dict[str, Any]


class Bench:
    """An export on the bench: parts are changed, and the seals of the other layers made to fit again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"

    def object(self, object_id: str) -> Path:
        return self.data / export_path(object_id)

    # the bag

    def seal(self) -> None:
        """Manifests and oxum of what lies there now."""
        paths = sorted(path for path in self.data.rglob("*") if path.is_file() and not path.is_symlink())
        for name in ALGORITHMS:
            manifest = self.folder / f"manifest-{name}.txt"
            if manifest.exists():
                lines = (f"{self.digest(path, name)}  {path.relative_to(self.folder).as_posix()}\n" for path in paths)
                manifest.write_text("".join(lines))
        oxum = f"Payload-Oxum: {sum(path.stat().st_size for path in paths)}.{len(paths)}"
        self.edit("bag-info.txt", lambda text: re.sub("Payload-Oxum: .*", oxum, text))

    def seal_tags(self) -> None:
        tags = [path for path in sorted(self.folder.glob("*.txt")) if not path.name.startswith("tagmanifest")]
        for name in ALGORITHMS:
            lines = (f"{self.digest(path, name)}  {path.name}\n" for path in tags)
            (self.folder / f"tagmanifest-{name}.txt").write_text("".join(lines))

    def digest(self, path: Path, name: str) -> str:
        return hashlib.new(name, path.read_bytes()).hexdigest()

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        """Change one tag file; the tag manifests follow."""
        path = self.folder / name
        before = path.read_text()
        path.write_text(change(before))
        self.seal_tags()

    def write(self, path: str, data: bytes) -> None:
        """Put a file into the payload."""
        (self.data / path).parent.mkdir(parents=True, exist_ok=True)
        (self.data / path).write_bytes(data)
        self.seal()

    def remove(self, path: Path) -> None:
        path.unlink()
        self.seal()

    # the objects

    def inventories(self, object_id: str, change: Callable[[Row], object], only: str = "") -> None:
        """Change every inventory of an object that knows what is changed, or the one of a version."""
        for path in self.object(object_id).rglob("inventory.json"):
            if only and path.parent.name != only:
                continue
            body = json.loads(path.read_bytes())
            try:
                change(body)
            except KeyError:
                continue  # a version that was there before
            self.put_inventory(path, canonical_json(body))
        self.seal()

    def put_inventory(self, path: Path, data: bytes) -> None:
        path.write_bytes(data)
        path.with_name("inventory.json.sha512").write_text(f"{sha512(data)} inventory.json\n")

    # the tables

    def rows(self, name: str) -> list[Row]:
        found: list[Row] = json.loads((self.data / f"metadata/{name}.json").read_bytes())
        return found

    def put(self, name: str, rows: list[Row]) -> None:
        """Write a table, both forms."""
        heads = (self.data / f"metadata/{name}.csv").read_text("utf-8-sig").splitlines()[0].split(DELIMITER)
        lines = [csv_line(heads), *(csv_line([row[head] for head in heads]) for row in rows)]
        (self.data / f"metadata/{name}.csv").write_bytes("\ufeff".encode() + b"".join(lines))
        (self.data / f"metadata/{name}.json").write_text(json.dumps(rows))
        self.seal()

    def row(self, name: str, number: int, **changes: object) -> None:
        """Change one row of a table."""
        rows = self.rows(name)
        rows[number] |= changes
        self.put(name, rows)

    def about(self, change: Callable[[Row], object]) -> None:
        path = self.data / "metadata/ekspor.json"
        body = json.loads(path.read_bytes())
        change(body)
        self.write("metadata/ekspor.json", canonical_json(body))

    # record.json and the log

    def amend(
        self,
        change: Callable[[dict[tuple[str, int], Row]], object],
        *,
        log: Callable[[list[Row]], object] = lambda rows: None,
        chained: bool = True,
        prev: dict[int, str] | None = None,
    ) -> None:
        """Change what was recorded, and chain all of it anew as if it had been filed so."""
        places = {self.key(path): path for path in (self.data / "ocfl").rglob("record.json")}
        bodies = {key: json.loads(path.read_bytes()) for key, path in places.items()}
        logs = {key: body.pop("log") for key, body in bodies.items()}
        change(bodies)
        rows = self.rows("log")
        log(rows)
        end = START
        for row in rows if chained else ():
            key = (row["object_id"], row["number"])
            row["record"] = sha256(canonical_json(bodies[key])) if key in bodies else row["record"]
            row["prev"] = (prev or {}).get(row["seq"], end)
            end = row["hash"] = hash_of(row["prev"], row)
            logs[key] = logs.get(key) and {name: row[name] for name in ("seq", "prev", "hash")}
        for key, path in places.items():
            self.put_record(path, canonical_json(bodies[key] | {"log": logs[key]}))
        self.put("log", rows)
        self.about(lambda about: about.update(log={"seq": rows[-1]["seq"], "hash": rows[-1]["hash"]}))

    def key(self, path: Path) -> tuple[str, int]:
        inventory = json.loads((path.parents[2] / "inventory.json").read_bytes())
        return inventory["id"], int(path.parents[1].name[1:])

    def put_record(self, path: Path, data: bytes) -> None:
        old = path.read_bytes()
        path.write_bytes(data)
        for inventory in path.parents[2].rglob("inventory.json"):
            text = inventory.read_text().replace(sha512(old), sha512(data)).replace(sha256(old), sha256(data))
            self.put_inventory(inventory, text.encode())


def version(object_id: str, which: int, /, **changes: object) -> Callable[[Bench], None]:
    """What a version says is another thing."""
    return lambda b: b.amend(lambda bodies: bodies[object_id, which]["version"].update(changes))


def marked(**changes: object) -> Callable[[Bench], None]:
    """Every paraf says another thing."""

    def change(bodies: dict[tuple[str, int], Row]) -> None:
        for body in bodies.values():
            for mark in body.get("version", {}).get("approvals", ()):
                mark |= changes

    return lambda b: b.amend(change)


def listed(name: str, change: Callable[[list[str]], list[str]]) -> Callable[[Bench], None]:
    """A manifest or other tag file with other lines."""
    return lambda b: b.edit(name, lambda text: "".join(f"{line}\n" for line in change(text.splitlines())))


def wrong_first(lines: list[str]) -> list[str]:
    return ["0" * len(lines[0].split()[0]) + "  " + lines[0].split(maxsplit=1)[1], *lines[1:]]


def tag_line(change: Callable[[list[str]], list[str]]) -> Callable[[Bench], None]:
    def edit(b: Bench) -> None:
        path = b.folder / "tagmanifest-sha256.txt"
        path.write_text("".join(f"{line}\n" for line in change(path.read_text().splitlines())))

    return edit


def oxum(b: Bench) -> None:
    b.edit("bag-info.txt", lambda text: text.replace("Payload-Oxum: ", "Payload-Oxum: 1"))


def without_manifest(b: Bench) -> None:
    (b.folder / "manifest-sha512.txt").unlink()
    b.folder.joinpath("tagmanifest-sha512.txt").touch()
    b.seal_tags()


def moved(b: Bench) -> None:
    place = b.object(B)
    place.rename(place.with_name("b"))
    b.seal()


def rewritten_root(b: Bench) -> None:
    path = b.object(A) / "inventory.json"
    b.put_inventory(path, path.read_bytes() + b"\n")
    b.seal()


def other_sidecar(b: Bench) -> None:
    (b.object(A) / "v1/inventory.json.sha512").write_text("0" * 128 + " inventory.json\n")
    b.seal()


def other_digest(b: Bench) -> None:
    old = sha512(b"halaman a")
    for path in b.object(A).rglob("inventory.json"):
        b.put_inventory(path, path.read_bytes().replace(old.encode(), b"0" * 128))
    b.seal()


def other_fixity(b: Bench) -> None:
    old = sha256(b"halaman a")

    def change(body: Row) -> None:
        body["fixity"]["sha256"]["0" * 64] = body["fixity"]["sha256"].pop(old)

    b.inventories(A, change)


def unused(b: Bench) -> None:
    data = b"lebih"
    (b.object(A) / "v1/content/lebih.txt").write_bytes(data)

    def change(body: Row) -> None:
        body["manifest"][sha512(data)] = ["v1/content/lebih.txt"]
        body["fixity"]["sha256"][sha256(data)] = ["v1/content/lebih.txt"]

    b.inventories(A, change)


def recordless(b: Bench) -> None:
    def change(body: Row) -> None:
        state = body["versions"]["v1"]["state"]
        state |= {digest: ["catatan.json"] for digest in state}

    b.inventories(R, change)


def renamed_file(b: Bench) -> None:
    def change(bodies: dict[tuple[str, int], Row]) -> None:
        files = bodies[A, 2]["version"]["files"]
        files["lain.docx"] = files.pop("naskah.docx")

    b.amend(change)


def copied_file(**changes: object) -> Callable[[Bench], None]:
    return lambda b: b.amend(lambda bodies: bodies[A, 5]["version"]["files"]["salinan-01.docx"].update(changes))


def long_ago(b: Bench) -> None:
    at = "1900-01-01T00:00:00+07:00"
    version(A, 2, at=at)(b)
    b.inventories(A, lambda body: body["versions"]["v2"].update(created=at))


def orphan(b: Bench) -> None:
    b.amend(lambda bodies: [bodies[B, n]["naskah"].update(induk="hilang") for n in (1, 2, 3)])


def formula(b: Bench) -> None:
    b.row("naskah", 0, perihal="=1+1")
    path = b.data / "metadata/naskah.csv"
    path.write_bytes(path.read_bytes().replace(b"'=1+1", b"=1+1"))
    b.seal()


def other_cell(b: Bench) -> None:
    path = b.data / "metadata/naskah.csv"
    path.write_bytes(path.read_bytes().replace(b"nota_dinas", b"nota_lain", 1))
    b.seal()


def alike(b: Bench) -> None:
    b.row("naskah", 1, id="A")
    b.put("nomor", [row | {"naskah_id": row["naskah_id"].replace("b", "A")} for row in b.rows("nomor")])


def shifted(rows: list[Row]) -> None:
    for row in rows[4:]:
        row["seq"] += 1


def one_more(number: int) -> Callable[[list[Row]], object]:
    return lambda rows: rows.append(rows[-1] | {"seq": 11, "number": number})


def logged(log: Callable[[list[Row]], object]) -> Callable[[Bench], None]:
    return lambda b: b.amend(lambda bodies: None, log=log)


def twice(b: Bench) -> None:
    """The last act stands in the log a second time; its record.json names the first."""
    first = b.rows("log")[-1]
    logged(one_more(2))(b)
    path = b.object(R) / "v2/content/record.json"
    body = json.loads(path.read_bytes())
    b.put_record(path, canonical_json(body | {"log": {name: first[name] for name in ("seq", "prev", "hash")}}))
    b.seal()


def cut(b: Bench) -> None:
    rows = b.rows("log")[:-1]
    b.put("log", rows)
    b.about(lambda about: about.update(log={"seq": 9, "hash": rows[-1]["hash"]}))


def other_place(b: Bench) -> None:
    path = b.object(R) / "v2/content/record.json"
    body = json.loads(path.read_bytes())
    b.put_record(path, canonical_json(body | {"log": body["log"] | {"prev": "0" * 64}}))
    b.seal()


def gap(b: Bench) -> None:
    def change(bodies: dict[tuple[str, int], Row]) -> None:
        for number in (2, 3):
            for line in bodies[B, number]["nomor"]:
                line["urut"] = 3

    b.amend(change)
    b.row("nomor", 1, urut=3)


BREAKAGES: dict[str, Callable[[Bench], object]] = {
    "B01": listed("bagit.txt", lambda lines: ["BagIt-Version: 0.97", *lines[1:]]),
    "B02": listed("bag-info.txt", lambda lines: [line for line in lines if "Organization" not in line]),
    "B03": lambda b: b.edit("bag-info.txt", lambda text: re.sub("Bagging-Date: .*", "Bagging-Date: 1900-01-01", text)),
    "B04": oxum,
    "B05": without_manifest,
    "B06": listed("manifest-sha256.txt", wrong_first),
    "B07": listed("manifest-sha512.txt", wrong_first),
    "B08": listed("manifest-sha256.txt", lambda lines: lines[1:]),
    "B09": listed("manifest-sha256.txt", lambda lines: [*lines, "0" * 64 + "  data/ocfl/hilang"]),
    "B10": listed("manifest-sha256.txt", lambda lines: [*lines, "0" * 64 + "  data/../../jahat"]),
    "B11": lambda b: (b.data / "metadata/tautan").symlink_to("/etc/hostname"),
    "B12": tag_line(wrong_first),
    "B13": tag_line(lambda lines: lines[1:]),
    "B14": lambda b: (b.folder / "fetch.md").write_text("x"),
    "B15": lambda b: b.write("asing.exe", b"x"),
    "B16": lambda b: b.write("metadata/EKSPOR.json", b"{}"),
    "B17": lambda b: b.write("metadata/kosong.txt", b""),
    "B18": lambda b: b.remove(b.data / "BACA-SAYA.txt"),
    "O01": lambda b: b.write("ocfl/0=ocfl_1.1", b"ocfl_1.0\n"),
    "O02": moved,
    "O03": lambda b: b.write(f"{export_path(A)}/0=ocfl_object_1.1", b"ocfl_object_1.0\n"),
    "O04": lambda b: b.inventories(A, lambda body: body.update(type="lain")),
    "O05": other_sidecar,
    "O06": rewritten_root,
    "O07": lambda b: b.inventories(A, lambda body: body["versions"]["v5"] and body.update(head="v4")),
    "O08": lambda b: b.inventories(A, lambda body: body["versions"]["v1"].update(message="lain"), only="v1"),
    "O09": lambda b: b.remove(b.object(A) / "v1/content/naskah.docx"),
    "O10": lambda b: b.write(f"{export_path(A)}/v1/content/asing.txt", b"x"),
    "O11": other_digest,
    "O12": other_fixity,
    "O13": lambda b: b.inventories(
        A, lambda body: body["manifest"][sha512(b"halaman a")].append("v1/content/naskah.docx")
    ),
    "O14": lambda b: b.inventories(A, lambda body: body["versions"]["v2"]["state"].update({"0" * 128: []})),
    "O15": unused,
    "O16": recordless,
    "O17": lambda b: b.inventories(R, lambda body: body["versions"]["v1"].update(created="2019-01-07T08:00:00")),
    "O18": lambda b: b.inventories(A, lambda body: body["versions"]["v1"]["user"].update(name="")),
    "R01": lambda b: b.amend(lambda bodies: bodies[A, 2].update(skema=99)),
    "R02": lambda b: b.amend(lambda bodies: bodies[R, 1]["run"].update(id="lain")),
    "R03": version(A, 2, number=7),
    "R04": renamed_file,
    "R05": copied_file(sha256="0" * 64),
    "R06": copied_file(size=1),
    "R07": version(A, 5, sha256="0" * 64),
    "R08": version(A, 2, status="aneh"),
    "R09": marked(read="0" * 64),
    "R10": marked(nama=""),
    "R11": marked(at="2019-01-31T08:00:00+07:00"),
    "R12": long_ago,
    "R13": lambda b: b.inventories(A, lambda body: body["versions"]["v2"].update(created="2019-01-08T08:00:00+07:00")),
    "R14": orphan,
    "T01": lambda b: b.remove(b.data / "metadata/sop.csv"),
    "T02": other_cell,
    "T03": formula,
    "T04": lambda b: b.put("berkas-file", b.rows("berkas-file")[1:]),
    "T05": alike,
    "T06": lambda b: b.row("naskah", 1, status="terbit"),
    "T07": lambda b: b.about(lambda about: about["jumlah"].update(objek=4)),
    "L01": lambda b: b.amend(lambda bodies: bodies[A, 2]["version"].update(note="lain"), chained=False),
    "L02": lambda b: b.row("log", 3, act="lain"),
    "L03": lambda b: b.amend(lambda bodies: None, prev={5: "0" * 64}),
    "L04": logged(shifted),
    "L05": twice,
    "L06": other_place,
    "L07": cut,
    "L08": logged(one_more(3)),
    "L09": lambda b: b.about(lambda about: about["log"].update(hash="0" * 64)),
    "L10": logged(lambda rows: rows[3].update(by="")),
    "N01": lambda b: b.row("nomor", 1, urut=1),
    "N02": lambda b: b.row("nomor", 1, batal="", naskah_id="a", nomor="470 / Kep. 1 / Sekre"),
    "N03": gap,
    "N04": lambda b: b.row("nomor", 1, naskah_id="hantu"),
    "N05": lambda b: b.row("nomor", 0, nomor="470 / Kep. 9 / Sekre"),
    "N06": lambda b: b.put("nomor", [*b.rows("nomor"), b.rows("nomor")[1] | {"urut": 3}]),
}
