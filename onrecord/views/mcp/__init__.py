"""MCP: the record for assistants, over the Model Context Protocol.

    call ─▶ tools (arguments → Question) ─▶ Record ─▶ telling (words, reports, vouchers) ─▶ JSON

- ``tools``: what can be asked; the schemas come from ``question.listed``, as the flags do.
- ``telling``: what an assistant is told of a thing: a line, its words in their sentences, the
  reports that they are in, who vouches for them; all of it short.
- ``answering``: one call answered, never longer than ``LONGEST`` characters, with a cursor where
  more follows, and in words where nothing was found.
- ``server``, ``serving``: the official SDK, imported here alone; standard input and output, or HTTP
  for this machine alone.

What reports say is quoted, in «», under names that say so, behind a notice that it is data and
never an instruction; letters that show nothing (which could carry one) do not come through.
"""
