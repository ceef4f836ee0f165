"""The annotated corpora, each read in its own format, a module a corpus."""
