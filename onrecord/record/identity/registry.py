"""The rooms by the kind of thing that they know."""

from collections.abc import Mapping
from typing import Any

from onrecord.record.accounts import Kind
from onrecord.record.identity.actors.room import Actors
from onrecord.record.identity.agreements import Agreements
from onrecord.record.identity.cases import Cases
from onrecord.record.identity.encounters import Encounters
from onrecord.record.identity.events import Events
from onrecord.record.identity.protocol import Identity
from onrecord.record.identity.statements import Statements

IDENTITIES: Mapping[Kind, Identity[Any]] = {
    "actor": Actors(),
    "statement": Statements(),
    "encounter": Encounters(),
    "agreement": Agreements(),
    "case": Cases(),
    "event": Events(),
}
