"""The stories, read once a session."""

from collections.abc import Mapping

import pytest

from onrecord.facts import Reading
from tests.stories.floors import STORIES
from tests.stories.measure import HERE, readings
from tests.stories.things import Story, story


@pytest.fixture(scope="session", params=STORIES)
def told(request: pytest.FixtureRequest) -> Story:
    """A story as a careful reader parts it."""
    return story(HERE / request.param)


@pytest.fixture(scope="session")
def read(told: Story) -> Mapping[str, Reading]:
    """The reading of each of its reports, by its file."""
    return readings(told)
