"""One question to an endpoint that speaks OpenAI's chat completions, and the answer's words.

The key goes into one header and nowhere else: no error, log or kept answer has it.
"""

import json
import time
from typing import Any

import msgspec

from onrecord.errors import NotFetched, NotReadable, SettingError
from onrecord.llm.draft import Draft
from onrecord.llm.prompt import messages
from onrecord.net import Limits, post, shown
from onrecord.report import Report
from onrecord.settings import Settings

TRIES = 3
LONGEST_WAIT = 30  # seconds between two tries, whatever the server asks for
MOST_BYTES = 5_000_000  # of an answer

_PATH = "/chat/completions"
_REFUSES = {
    400: "the request is not as it wants it, or the report is too long for the model",
    401: "the key is missing or is not taken",
    403: "the key does not let this model be used",
    404: "there is no such endpoint, or no such model",
}
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]


def address(settings: Settings) -> str:
    """Where the question goes; SettingError where endpoint or model are not given."""
    if not settings.llm_endpoint:
        raise SettingError(
            "A language model is to read, and there is no endpoint.",
            "Give --endpoint URL, such as http://127.0.0.1:11434/v1, and --model NAME.",
        )
    if not settings.llm_model:
        raise SettingError(
            "A language model is to read, and it is not said which.",
            "Give --model NAME, as the endpoint knows it.",
        )
    base = settings.llm_endpoint.rstrip("/")
    return base if base.endswith(_PATH) else base + _PATH


def asked(report: Report, settings: Settings) -> str:
    """What the model answers of a report, as it wrote it.

    A server that is busy or broken is asked again, ``TRIES`` times in all. SettingError where the
    endpoint refuses as it would refuse every report; NotFetched where no answer came; NotReadable
    where one came that is none.
    """
    url = address(settings)
    body = json.dumps(_request(report, settings.llm_model), ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if settings.llm_key:
        headers["Authorization"] = f"Bearer {settings.llm_key}"
    # The endpoint is the user's own word: it may be, and mostly is, of this network.
    limits = Limits(seconds=settings.llm_seconds, max_bytes=MOST_BYTES, allow_private=True)
    for left in reversed(range(TRIES)):
        try:
            return _words(post(url, body, limits, headers=headers).body, url)
        except NotFetched as error:
            if error.status in _REFUSES:
                raise _refused(url, error.status) from error
            if error.status not in _AGAIN or not left:
                raise
            time.sleep(min(error.wait or TRIES - left, LONGEST_WAIT))
    raise AssertionError("the last try returns or raises")


def drafted(words: str, source: str) -> Draft:
    """The facts that an answer holds; NotReadable where it is no JSON object of this shape."""
    try:
        return msgspec.json.decode(_unfenced(words), type=Draft)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise NotReadable(
            f"{source} was not read: the language model's answer is no JSON of the wanted shape.",
            "Try again, or another model: this one may be too small, or its answer was cut off.",
        ) from error


def _request(report: Report, model: str) -> dict[str, Any]:
    return {
        "model": model,
        "messages": messages(report),
        "temperature": 0,
        "seed": 0,
        "response_format": {"type": "json_object"},
    }


def _words(raw: bytes, url: str) -> str:
    try:
        completion = msgspec.json.decode(raw, type=_Completion)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise NotReadable(
            f"What answers at {shown(url)} does not speak the chat completions of OpenAI.",
            "Check the endpoint: it mostly ends in /v1.",
        ) from error
    said = completion.choices[0].message.content if completion.choices else None
    if not said:
        raise NotReadable(
            f"The language model at {shown(url)} gave an empty answer.", "Try again, or another."
        )
    if completion.choices[0].finish_reason == "length":
        raise NotReadable(
            f"The language model at {shown(url)} broke its answer off at the limit of its length.",
            "Raise the server's limit, or split the report.",
        )
    return said


def _unfenced(words: str) -> str:
    """The answer without the fence of Markdown that many models put around it."""
    words = words.strip()
    if words.startswith("```") and words.endswith("```") and "\n" in words:
        words = words.partition("\n")[2].removesuffix("```")
    return words


def _refused(url: str, status: int) -> SettingError:
    return SettingError(
        f"The language model at {shown(url)} refuses ({status}): {_REFUSES[status]}.",
        "Check --endpoint, --model and the setting llm_key.",
    )
