"""A search engine over Whoosh's extension points that works a set at a time. It knows fields, tokens and columns only.

Plain Whoosh walks posting by posting in Python. Here a segment is one file of numpy arrays, mapped into memory:

    arrays, strings             the file, and tables of strings in it
    layout                      what an index holds, and the documents that are given to it
    postings, columns           what a segment keeps of tokens, and once for each document
    pool, merging, policy       how documents become a segment, several segments one, and which of them
    codec, whoosh_reader        the same for Whoosh: its codec, and what its own searcher reads
    opening, writer             checked before it is read, and written: `writing`
    nodes, program              what may be asked, and the same written out flat
    segment, whole              a segment as it is searched, and all of them as one
    scoring, lookup             BM25F, and where tokens stand
    domain, executor            which documents a program need be worked off for, and working it off
    phrases, edits, slips       tokens side by side, and one letter away
    facets, ranking, suggesting, engine     answers: `open_engine`

Whoosh is the oracle: hits, counts and scores are those of `whoosh.query` over the same documents.
"""
