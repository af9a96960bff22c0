"""Every view of the office, by noun."""

from docgen.web.views import akun, beranda, cari, masuk, naskah, verifikasi

VIEWS = (beranda.views, masuk.views, naskah.views, cari.views, verifikasi.views, akun.views)
