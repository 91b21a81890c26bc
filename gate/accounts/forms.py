"""Forms of the gate: read within bounds, and known to come from a page of ours.

A form carries the signature of a random cookie of the same browser. Another site can neither read
the cookie nor sign one, so it cannot sign anybody in or out.
"""

import secrets
from typing import Final
from urllib.parse import parse_qsl

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from settings import Settings

COOKIE: Final = "sentra_formulir"
FIELD: Final = "bukti_formulir"
LARGEST_BODY: Final = 16 * 1024
_MOST_FIELDS: Final = 20
_VALID_HOURS: Final = 12
_SALT: Final = "pantau-sentra.formulir"


class FormToken:
    """Proof that a form comes from a page of ours: the signature of one browser's random cookie."""

    def __init__(self, request: Request, settings: Settings) -> None:
        self._settings = settings
        self._cookie = request.cookies.get(COOKIE) or secrets.token_urlsafe(16)

    @property
    def value(self) -> str:
        """What the form carries."""
        return str(_serializer(self._settings).dumps(self._cookie))

    def set_cookie(self, response: Response) -> None:
        """Let the browser keep its cookie until it is closed."""
        response.set_cookie(
            COOKIE,
            self._cookie,
            path="/",
            secure=self._settings.secure_cookie,
            httponly=True,
            samesite="strict",
        )


def is_ours(request: Request, form: dict[str, str], settings: Settings) -> bool:
    """Whether `form` was filled in on a page that we gave to this very browser."""
    cookie = request.cookies.get(COOKIE)
    if not cookie:
        return False
    try:
        signed = _serializer(settings).loads(form.get(FIELD, ""), max_age=_VALID_HOURS * 3600)
    except BadSignature:
        return False
    return isinstance(signed, str) and secrets.compare_digest(signed.encode(), cookie.encode())


async def read(request: Request) -> dict[str, str]:
    """Return the fields of a form; 413 for one that is too large, 400 for one that is malformed."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise HTTPException(413)
    try:
        fields = dict(
            parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        )
    except ValueError as error:
        raise HTTPException(400) from error
    # PostgreSQL keeps no NUL in a text, so nobody has one in a name.
    if any("\0" in value for value in fields.values()):
        raise HTTPException(400)
    return fields


def _serializer(settings: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.secret, salt=_SALT)
