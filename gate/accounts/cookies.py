"""The session cookie on requests and answers."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from models.accounts import session_cookie
from settings import Settings


def session_token(connection: HTTPConnection, settings: Settings) -> str | None:
    """Return the genuine session token that a request carries, if any."""
    value = connection.cookies.get(session_cookie.NAME)
    return session_cookie.unseal(value, secret=settings.secret, hours=settings.session_hours)


def set_session(response: Response, token: str, settings: Settings) -> None:
    """Let the browser carry `token`, where no script can read it."""
    response.set_cookie(
        session_cookie.NAME,
        session_cookie.seal(token, secret=settings.secret),
        max_age=settings.session_hours * 3600,
        path="/",
        secure=settings.secure_cookie,
        httponly=True,
        # Not strict: a link in a chat must arrive signed in.
        samesite="lax",
    )


def drop_session(response: Response, settings: Settings) -> None:
    """Let the browser forget its session."""
    response.delete_cookie(
        session_cookie.NAME, path="/", secure=settings.secure_cookie, httponly=True, samesite="lax"
    )
