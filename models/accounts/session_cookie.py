"""The cookie that carries a session's token, signed: read by the gate and by every page."""

from typing import Final

from itsdangerous import BadSignature, URLSafeTimedSerializer

NAME: Final = "sentra_sesi"
_SALT: Final = "pantau-sentra.sesi"


def seal(token: str, *, secret: str) -> str:
    """Return the cookie value that carries `token`."""
    return str(_serializer(secret).dumps(token))


def unseal(value: str | None, *, secret: str, hours: int) -> str | None:
    """Return the token in a cookie value; None when it is missing, altered or older than `hours`.

    An unsealed token is only genuine: the session row decides whether it still opens anything.
    """
    if not value:
        return None
    try:
        token = _serializer(secret).loads(value, max_age=hours * 3600)
    except BadSignature:
        return None
    return token if isinstance(token, str) else None


def _serializer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=_SALT)
