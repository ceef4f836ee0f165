"""Archives: many pages in one file, each as it was captured.

    .warc .warc.gz      what crawlers write (ISO 28500)
    .wacz               WARC files with an index, in one ZIP
    .tar .tar.gz …      folders of reports in one file

``found`` streams: of an archive no more than one page is held at a time, and what is damaged in
it costs that page. A page's address and the moment of its capture come with it; when it was
published is for the page to say.
"""

from collections.abc import Iterator

from onrecord.errors import MissingLibrary
from onrecord.sources.files import Found
from onrecord.sources.forms import ARCHIVES


def found(path: str, limit: int) -> Iterator[Found]:
    """The pages of the archive at ``path``, in its order; ``limit`` is the most bytes of one.

    What cannot be read stands in the stream as its error. Raises MissingLibrary where the library
    for archives of the web is not installed.
    """
    kind = next(kind for ending, kind in ARCHIVES.items() if path.lower().endswith(ending))
    if kind == "tar":
        from onrecord.sources.archives import tar

        return tar.found(path, limit)
    try:
        from onrecord.sources.archives import warc  # loads fastwarc
    except ModuleNotFoundError as error:
        raise MissingLibrary.of("fastwarc", "A web archive", "'onrecord[archives]'") from error
    return warc.packed(path, limit) if kind == "wacz" else warc.found(path, limit)
