"""The plan in Indonesian: its state, its acts."""

from rules.plan.acts import PlanAct, PlanActKind
from rules.plan.table import PlanDecision
from words.formats import long_day


def adopted(decision: PlanDecision) -> str:
    """Return how an adopted plan is marked."""
    return f"ditetapkan dengan {decision.number.strip()}, berlaku {long_day(decision.holds_from)}"


def act(value: PlanAct) -> str:
    """Return what an act on the plan was, by which decision, and from when it holds."""
    about = "rencana" if value.sentra is None else f"rencana {value.sentra}"
    if value.holds_from is None:
        return f"Draf {about} diubah"
    verb = "ditetapkan" if value.kind is PlanActKind.ADOPTION else "diubah"
    told = f"{about} {verb} dengan {value.decision_number}, berlaku {long_day(value.holds_from)}"
    return told[:1].upper() + told[1:]
