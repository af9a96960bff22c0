"""Every view of the office, by noun."""

from docgen.web.views import akun, beranda, cari, masuk, menyusun, naskah, verifikasi

VIEWS = (beranda.views, masuk.views, menyusun.views, naskah.views, cari.views, verifikasi.views, akun.views)
