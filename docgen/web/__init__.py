"""The office in a browser: parse, one act of `docgen.actions`, show. No domain rule lives here."""
