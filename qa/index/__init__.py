"""The saved similarity index and the kept results.

`build` and `Index` are the index: documents go in as an `Entry`, and come out as a `Candidate` of `matches`.
It is one SQLite file. Rows keep what is known of a document, blocks of packed postings say which documents
have a hash.
"""
