"""Places: names of where things happen, resolved to GeoNames; who acts is no place.

A name stands for a place where the words beside it say so (`standing`): a preposition of place, a
verb of going, the name of the country behind it, a noun of what happens there («a Vienna
summit»), the dateline. The same name without them is mostly an actor («Moscow said») and left to
the cast. Which of the places of that name it is, the other names of the report tell (`senses`).
"""

from onrecord.reading.places.finding import places
from onrecord.reading.places.naming import named_place
from onrecord.reading.places.senses import Codes
from onrecord.reading.places.slots import place_slot, resolve
from onrecord.reading.places.spoken import codes_of

__all__ = ["Codes", "codes_of", "named_place", "place_slot", "places", "resolve"]
