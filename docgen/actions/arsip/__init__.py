"""The record office: paper and berkas, lists and labels, loans, retention, what leaves."""
