"""The views of the record office and of the office itself, in the order people meet them."""

from docgen.web.views import berkas, boks, buku, kantor, kertas, penyusutan, pindaian, pinjaman

RECORD_OFFICE = (
    kertas.views, berkas.views, boks.views, pinjaman.views, buku.views, pindaian.views, penyusutan.views, kantor.views,
)  # fmt: skip
