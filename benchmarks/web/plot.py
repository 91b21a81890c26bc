"""The picture beside the table of runs."""

from collections.abc import Sequence
from typing import Final

from matplotlib import rcParams
from matplotlib.figure import Figure

from benchmarks.web.reruns import Row
from settings import PROJECT

PICTURE: Final = "benchmarks-runs.svg"


def draw(rows: Sequence[Row], names: Sequence[str]) -> None:
    """Write what a seen day costs at each site, by the days looked at before."""
    # Letters stay letters, and the same figures give the same file.
    rcParams["svg.fonttype"], rcParams["svg.hashsalt"] = "none", "benchmarks"
    drawn = Figure(figsize=(7, 3.2), layout="constrained")
    axes = drawn.add_subplot()
    days = [row.days for row in rows]
    for name in names:
        axes.plot(days, [row.seen[name] for row in rows], marker="o", label=name)
    axes.set(xlabel="days looked at before", ylabel="ms of CPU a run, seen days", ylim=(0, None))
    axes.legend(fontsize="small", loc="upper left", bbox_to_anchor=(1, 1))
    drawn.savefig(PROJECT / "docs" / PICTURE, metadata={"Date": None})
