"""What people do, one plain function a verb; `cli` and `web` only translate to and from these."""
