"""Archives of any size into a folder of readings, resumed after whatever happens.

    archives ─plan─▶ jobs ─engine─▶ pages ─filters─▶ reports ─reader─▶ shards ─▶ manifest

One archive is one job and gives one shard, whose bytes follow from the archive, the options and the
model alone: not from the engine, the number of workers, or what died on the way.
"""

from onrecord.harvesting.driving import Outcome, State, harvest
from onrecord.harvesting.filters import Options
from onrecord.harvesting.units import Unit, units

__all__ = ["Options", "Outcome", "State", "Unit", "harvest", "units"]
