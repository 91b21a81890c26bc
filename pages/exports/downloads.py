"""Files handed out: the right is asked again on the click, and the audit trail tells of each."""

from collections.abc import Callable
from hashlib import sha256

from models.audit import commands as audit
from pages.shell.frame import Visit, now
from rules.access import Permission
from rules.audit.actions import Action


def handed_out(visit: Visit, make: Callable[[], bytes], name: str) -> Callable[[], bytes]:
    """Return what makes the file `name` on the click; the trail then holds its hash and size."""

    def made() -> bytes:
        actor = visit.still(Permission.EXPORT)
        content = make()
        detail = {"sha256": sha256(content).hexdigest(), "size": len(content)}
        with visit.store.write() as connection:
            act, at = Action.FILE_EXPORTED, now(visit.programme)
            audit.trace(connection, actor, act, subject=name, at=at, detail=detail)
        return content

    return made
