"""REST: the record for programs, under ``/api``.

``app.create(store)`` makes the application; whoever serves it mounts it, and calls
``app.state.readers.close()`` at the end. Questions are addresses, with the names of the flags:

    GET  /statements /encounters /agreements /cases /events /actors /timeline /search
         /disputes /positions                  a question; ?by=… &about=… &as_of=… &cursor=…
    GET  /things/ID   /things/ID/why           one thing, with all its words; why it is one
    GET  /reports   /reports/ID                the newest; one report with its reading
    GET  /status                               where agreements and cases stand, or stood
    GET  /exports/FORMAT                       the record, or an answer, in a format of others
    POST /readings                             reads a text that is sent; nothing is kept
    GET  /   /openapi.json                     what there is

Every parameter comes from ``question.listed``; the description of it all (``described``) is made of
the same. Answers carry an ETag of their bytes, errors one shape (``failures``).
"""
