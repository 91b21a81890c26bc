"""Tabs that talk to a server as a browser would, whatever it is made with."""

import json
from http.client import HTTPConnection
from typing import Any, Final, Protocol

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from benchmarks.web.servers import HERE, PATIENCE, Server

# Longer messages are something to draw, which a client without a screen need not read.
_SHORT: Final = 300


class Tab(Protocol):
    """A tab at a page; it was drawn once when the constructor returned."""

    def look(self, day: str) -> None:
        """Have the page drawn as of another day, to its end."""
        ...

    def close(self) -> None:
        """Close the tab."""
        ...


class StreamlitTab:
    """A tab at a page of Streamlit."""

    def __init__(
        self, server: Server, page: str = "", cookies: dict[str, str] | None = None, query: str = ""
    ) -> None:
        """Open the page; `query` is what else the address says."""
        told = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
        self._wire = connect(
            f"ws://{HERE}:{server.port}/_stcore/stream",
            origin=Origin(server.origin),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": told} if told else {},
            max_size=None,
            compression=None,
            proxy=None,
        )
        self._page, self._query = "", query
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        self._run(asked)

    def look(self, day: str) -> None:
        """Have the page drawn as of another day, to its end."""
        asked = BackMsg()
        asked.rerun_script.query_string = f"posisi={day}{self._query}"
        asked.rerun_script.page_script_hash = self._page
        self._run(asked)

    def close(self) -> None:
        """Close the tab."""
        self._wire.close()

    def _run(self, asked: BackMsg) -> None:
        is_first = not self._page
        self._wire.send(asked.SerializeToString())
        while True:
            told = self._wire.recv(timeout=PATIENCE)
            assert isinstance(told, bytes)
            if len(told) > _SHORT and not is_first:
                continue
            answer = ForwardMsg.FromString(told)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self._page = answer.new_session.page_script_hash
            elif kind == "navigation" and answer.navigation.page_script_hash:
                self._page = answer.navigation.page_script_hash
            elif (
                kind == "script_finished"
                and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return


class DashTab:
    """A tab at a page of Dash with one callback."""

    def __init__(self, server: Server) -> None:
        """Open the page."""
        self._wire = HTTPConnection(HERE, server.port, timeout=PATIENCE)
        for path in ("/", "/_dash-layout"):
            self._asked("GET", path)
        (self._callback,) = json.loads(self._asked("GET", "/_dash-dependencies"))
        self.look("2022-06-30")

    def look(self, day: str) -> None:
        """Have the page drawn as of another day, to its end."""
        (source,) = self._callback["inputs"]
        targets = self._callback["output"].strip(".").split("...")
        body = {
            "output": self._callback["output"],
            "outputs": [
                dict(zip(("id", "property"), target.rsplit(".", 1), strict=True))
                for target in targets
            ],
            "inputs": [source | {"value": day}],
            "changedPropIds": [f"{source['id']}.{source['property']}"],
        }
        answer = json.loads(self._asked("POST", "/_dash-update-component", json.dumps(body)))
        assert answer["response"]

    def close(self) -> None:
        """Close the tab."""
        self._wire.close()

    def _asked(self, method: str, path: str, body: str | None = None) -> Any:  # noqa: ANN401
        self._wire.request(method, path, body, {"Content-Type": "application/json"})
        answer = self._wire.getresponse()
        told = answer.read()
        assert answer.status == 200, told  # noqa: PLR2004 - OK
        return told
