"""One naskah: drafted, marked, numbered, filed, found again."""
