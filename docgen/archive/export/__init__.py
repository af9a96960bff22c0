"""The archive handed over in an open form that anybody can check, and taken in again."""
