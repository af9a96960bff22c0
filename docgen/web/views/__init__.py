"""Every view of the office, by noun."""

from docgen.web.views import (
    akun,
    beranda,
    cari,
    disposisi,
    ekspedisi,
    kinerja,
    masuk,
    menyusun,
    naskah,
    pratinjau,
    rapat,
    simpanan,
    sop,
    surat_masuk,
    verifikasi,
)
from docgen.web.views.record_office import RECORD_OFFICE

VIEWS = (
    beranda.views, masuk.views, menyusun.views, simpanan.views, pratinjau.views, naskah.views,
    cari.views, verifikasi.views, akun.views,
    surat_masuk.views, disposisi.views, ekspedisi.views, sop.views, rapat.views, kinerja.views,
    *RECORD_OFFICE,
)  # fmt: skip
