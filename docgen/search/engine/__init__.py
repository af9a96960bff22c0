"""A set-at-a-time search engine over Whoosh's extension points: fields, tokens and columns, nothing of naskah."""
