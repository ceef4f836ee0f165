"""How Sphinx makes pages of the documentation: `make docs`."""

from onrecord.version import __version__

project = "Onrecord"
author = "The Onrecord authors"
copyright = "The Onrecord authors"
version = release = __version__

extensions = ["myst_parser"]
myst_heading_anchors = 4
source_suffix = {".md": "markdown"}
# Read from the root of the repository, so that links mean the same there and in the pages made.
root_doc = "docs/index"
include_patterns = ["*.md", "docs/**.md", "tests/*/README.md"]

html_theme = "furo"
html_title = f"Onrecord {version}"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": True}
