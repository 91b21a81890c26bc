"""Signing in through the office's identity provider (OIDC), into the same sessions as passwords.

The provider only says who somebody is: by a verified mail address that an administrator has written
on an account. It neither makes accounts nor changes them. Code flow with PKCE, state and nonce,
which wait in a signed cookie of the browser that asked.
"""

import logging
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.httpx_client import AsyncOAuth2Client, OAuthError
from itsdangerous import BadSignature, URLSafeTimedSerializer
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gate import clock, paths, screens
from gate.accounts.sessions import Sessions
from models.accounts import identity
from models.audit import commands as audit
from models.store.store import Store
from rules.audit.actions import Action
from rules.values import Actor
from settings import IdentityProvider, Settings

COOKIE: Final = "sentra_oidc"
_SALT: Final = "pantau-sentra.oidc"
_VALID_SECONDS: Final = 600
_LEEWAY_SECONDS: Final = 60
_SCOPE: Final = "openid email profile"
# Signatures that only the provider can make; with a shared secret we could make them ourselves.
_ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "Ed25519")
_LOG: Final = logging.getLogger("pantau_sentra")


class Untrusted(Exception):
    """What the provider answered does not prove who somebody is."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What this browser was sent to the provider with, and where it wanted to go."""

    state: str
    nonce: str
    verifier: str
    target: str


class OfficeSignIn:
    """The way to the provider and back."""

    def __init__(self, store: Store, settings: Settings, provider: IdentityProvider) -> None:
        self._store = store
        self._settings = settings
        self._provider = provider
        self._sessions = Sessions(store, settings)
        self._serializer = URLSafeTimedSerializer(settings.secret, salt=_SALT)

    def routes(self) -> list[Route]:
        """Return the routes to the provider and back."""
        return [
            Route(paths.SIGN_IN_OFFICE, self.leave, methods=["GET"]),
            Route(paths.SIGN_IN_OFFICE_BACK, self.come_back, methods=["GET"]),
        ]

    async def leave(self, request: Request) -> Response:
        """Send the browser to the provider."""
        target = paths.local(request.query_params.get(paths.NEXT, paths.HOME))
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        asked = _Asked(state, nonce, verifier, target)
        try:
            async with self._client(request) as client:
                endpoint = _endpoint(await self._metadata(client), "authorization_endpoint")
                address, _ = client.create_authorization_url(
                    endpoint, state=asked.state, code_verifier=asked.verifier, nonce=asked.nonce
                )
        except (httpx2.HTTPError, Untrusted, ValueError) as problem:
            return _refused(problem, screens.provider_away())
        response = RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})
        self._set_cookie(response, asked)
        return response

    async def come_back(self, request: Request) -> Response:
        """Let in whom the provider vouches for, where an account has that mail address."""
        try:
            asked = self._asked(request)
            email = await self._proven_email(request, asked)
        except (
            httpx2.HTTPError,
            OAuthError,
            JoseError,
            Untrusted,
            KeyError,
            ValueError,
        ) as problem:
            return self._without_cookie(_refused(problem, screens.provider_unclear()))
        actor = await run_in_threadpool(self._account, email)
        if actor is None:
            return self._without_cookie(screens.provider_unknown())
        return self._without_cookie(await self._sessions.welcome(request, actor, asked.target))

    async def _proven_email(self, request: Request, asked: _Asked) -> str:
        """Return the verified mail address, in lower case. Raises what `come_back` catches."""
        if "error" in request.query_params:
            raise Untrusted("the provider refused")
        if request.query_params.get("iss", self._provider.issuer) != self._provider.issuer:
            raise Untrusted("another provider answered")
        async with self._client(request) as client:
            metadata = await self._metadata(client)
            token = await client.fetch_token(
                _endpoint(metadata, "token_endpoint"),
                code=request.query_params["code"],
                code_verifier=asked.verifier,
            )
            keys = await client.request("GET", _endpoint(metadata, "jwks_uri"), withhold_token=True)
            keys.raise_for_status()
        return self._email(str(token["id_token"]), KeySet.import_key_set(keys.json()), asked)

    def _email(self, id_token: str, keys: KeySet, asked: _Asked) -> str:
        claims = jwt.decode(id_token, keys, algorithms=_ALGORITHMS).claims
        registry = jwt.JWTClaimsRegistry(
            now=int(clock.now().timestamp()),
            leeway=_LEEWAY_SECONDS,
            iss={"essential": True, "value": self._provider.issuer},
            aud={"essential": True, "value": self._provider.client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": asked.nonce},
        )
        registry.validate(claims)
        if claims.get("azp", self._provider.client_id) != self._provider.client_id:
            raise Untrusted("the token was made for another program")
        # Some providers say "true": what is not plainly verified is not verified.
        if claims.get("email_verified") is not True or not isinstance(claims.get("email"), str):
            raise Untrusted("the mail address is not verified")
        return str(claims["email"]).strip().lower()

    async def _metadata(self, client: AsyncOAuth2Client) -> Mapping[str, Any]:
        address = self._provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
        answer = await client.request("GET", address, withhold_token=True)
        answer.raise_for_status()
        metadata = answer.json()
        if not isinstance(metadata, dict) or metadata.get("issuer") != self._provider.issuer:
            raise Untrusted("the provider calls itself otherwise")
        return metadata

    def _client(self, request: Request) -> AsyncOAuth2Client:
        scheme = "https" if self._settings.secure_cookie else request.url.scheme
        back = f"{scheme}://{request.url.netloc}{paths.SIGN_IN_OFFICE_BACK}"
        return AsyncOAuth2Client(
            self._provider.client_id,
            self._provider.client_secret,
            scope=_SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            **web(),
        )

    def _account(self, email: str) -> Actor | None:
        with self._store.read() as connection:
            actor = identity.actor_with_email(connection, email)
        if actor is None:
            with self._store.write() as connection:
                act, at = Action.SESSION_REFUSED, clock.now()
                audit.trace(connection, None, act, subject="", at=at)
        return actor

    def _asked(self, request: Request) -> _Asked:
        try:
            kept = self._serializer.loads(request.cookies.get(COOKIE, ""), max_age=_VALID_SECONDS)
            asked = _Asked(**kept)
        except (BadSignature, TypeError) as problem:
            raise Untrusted("this browser asked for nothing") from problem
        given = request.query_params.get("state", "")
        if not secrets.compare_digest(given.encode(), asked.state.encode()):
            raise Untrusted("the answer belongs to another question")
        return asked

    def _set_cookie(self, response: Response, asked: _Asked) -> None:
        response.set_cookie(
            COOKIE,
            str(self._serializer.dumps(asdict(asked))),
            max_age=_VALID_SECONDS,
            path=paths.SIGN_IN_OFFICE,
            secure=self._settings.secure_cookie,
            httponly=True,
            # The provider leads back from another site.
            samesite="lax",
        )

    def _without_cookie(self, response: Response) -> Response:
        response.delete_cookie(
            COOKIE,
            path=paths.SIGN_IN_OFFICE,
            secure=self._settings.secure_cookie,
            httponly=True,
            samesite="lax",
        )
        return response


def web() -> dict[str, Any]:
    """Return how the provider is reached: no redirect is followed and nobody waits for long."""
    return {"timeout": 10.0, "follow_redirects": False}


def _endpoint(metadata: Mapping[str, Any], name: str) -> str:
    """Return an address of the provider that nobody on the way can read along."""
    address = metadata.get(name)
    parts = urlsplit(address) if isinstance(address, str) else None
    if parts is None or not parts.hostname:
        raise Untrusted(f"the provider names no {name}")
    is_local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.scheme != "https" and not (parts.scheme == "http" and is_local):
        raise Untrusted(f"the provider's {name} is not encrypted")
    return parts.geturl()


def _refused(problem: Exception, answer: Response) -> Response:
    """Note why for the administrator, without anything secret, and give `answer`."""
    _LOG.warning("sign-in through the identity provider failed: %s", type(problem).__name__)
    return answer
