"""`docgen naskah buat-banyak`: every row is reported, and the exit code says whether all went well."""

SHEET = "Kepada;Tempat\nLurah Indihiang;Aula\nLurah Cipedes;Aula\n"


def sheet(tmp_path, text):
    path = tmp_path / "penerima.csv"
    path.write_text(text, "utf-8")
    return path


def many(desk, tmp_path, text, *more):
    toml = desk.run("jenis", "nota_dinas_undangan", "--contoh").stdout
    path = sheet(tmp_path, text)
    args = ("naskah", "buat-banyak", "nota_dinas_undangan", "--isian", "-", "--dari", path, *more)
    return desk.run(*args, sebagai="kasubag_perencanaan", stdin=toml)


def test_every_row_is_a_naskah(desk, tmp_path):
    result = many(desk, tmp_path, SHEET)
    assert result.exit_code == 0 and "2 dari 2 naskah dibuat" in result.stderr
    assert len(desk.json("naskah", "daftar")) == 2


def test_a_wrong_row_is_told_and_the_others_are_made(desk, tmp_path):
    result = many(desk, tmp_path, "Kepada;Tanggal rapat;dari\nA;2019-01-08;\nB;;camat\n", "--json")
    assert result.exit_code == 2 and "camat" in result.stdout
    assert len(desk.json("naskah", "daftar")) <= 1


def test_all_or_nothing(desk, tmp_path):
    result = many(desk, tmp_path, "Kepada;dari\nA;sekretaris\nB;camat\n", "--semua")
    assert result.exit_code == 2 and "karena baris lain keliru" in result.stdout
    assert desk.json("naskah", "daftar") == []


def test_an_unknown_column_is_named_before_anything_is_made(desk, tmp_path):
    result = many(desk, tmp_path, "Kepada;Alamat\nA;B\n")
    assert result.exit_code == 2 and "Alamat" in result.stderr
    assert desk.json("naskah", "daftar") == []
