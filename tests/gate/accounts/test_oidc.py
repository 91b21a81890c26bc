"""Signing in through an identity provider that runs inside these tests and signs for real."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gate import clock
from gate.accounts import oidc
from models.schema.accounts import account
from models.store.store import Store
from rules.errors import InvalidSetting
from settings import IdentityProvider, Settings
from tests.gate import web
from tests.gate.web import Answer, Client

ISSUER = "https://masuk.penajam.test"
CLIENT, SECRET = "pantau-sentra", "rahasia aplikasi"
EMAIL = "siti@penajam.test"


@dataclass
class Provider:
    """A provider with one key; tests change what it says."""

    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "satu"}))
    claims: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    signs_with: Any = None
    algorithm: str = "RS256"
    challenge: str = ""
    nonce: str = ""
    is_down: bool = False
    asked: list[str] = field(default_factory=list)

    @property
    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.discover),
                Route("/token", self.token, methods=["POST"]),
                Route("/kunci", self.keys),
            ]
        )

    async def discover(self, request: Request) -> Response:
        del request
        self.asked.append("discover")
        if self.is_down:
            return Response(status_code=503)
        told = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/masuk",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/kunci",
        }
        return JSONResponse(told | self.metadata)

    async def keys(self, request: Request) -> Response:
        del request
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def token(self, request: Request) -> Response:
        self.asked.append("token")
        form = await request.form()
        digest = sha256(str(form["code_verifier"]).encode()).digest()
        if urlsafe_b64encode(digest).rstrip(b"=").decode() != self.challenge:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        return JSONResponse(
            {"access_token": "a", "token_type": "Bearer", "id_token": self.id_token()}
        )

    def id_token(self) -> str:
        now = int(clock.now().timestamp())
        said = {
            "iss": ISSUER,
            "aud": CLIENT,
            "sub": "17",
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonce,
            "email": EMAIL.upper(),
            "email_verified": True,
        }
        claims = {name: claim for name, claim in (said | self.claims).items() if claim is not None}
        head = {"alg": self.algorithm, "kid": "satu"}
        return jwt.encode(head, claims, self.signs_with or self.key, algorithms=[self.algorithm])


KEY = RSAKey.generate_key(2048, {"kid": "satu"})


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    made = Provider(KEY)
    transport = httpx2.ASGITransport(app=made.app)
    monkeypatch.setattr(oidc, "web", lambda: {"transport": transport})
    return made


@pytest.fixture
def office(settings: Settings) -> Settings:
    return replace(settings, identity_provider=IdentityProvider(ISSUER, CLIENT, SECRET))


@pytest.fixture
def visitor(real_store: Store, office: Settings, provider: Provider) -> Client:
    """Somebody before a site with a provider; the operator's account has a mail address."""
    del provider
    with real_store.write() as connection:
        connection.execute(update(account).values(email=EMAIL))
    return Client(web.site(real_store, office))


def _leave(visitor: Client, provider: Provider, target: str = "/") -> dict[str, str]:
    answer = visitor.get(f"/masuk/oidc?lanjut={target}")
    assert answer.status == 303
    assert answer.location.startswith(f"{ISSUER}/masuk?")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(answer.location).query).items()}
    provider.challenge, provider.nonce = asked["code_challenge"], asked["nonce"]
    return asked


def _come_back(visitor: Client, asked: dict[str, str], **changes: str) -> Answer:
    query = {"code": "kode", "state": asked["state"]} | changes
    words = "&".join(f"{name}={value}" for name, value in query.items())
    return visitor.get(f"/masuk/oidc/kembali?{words}")


def _is_out(visitor: Client, answer: Answer, status: int = 403) -> None:
    assert answer.status == status
    assert "sentra_sesi" not in visitor.cookies
    assert visitor.get("/sentra").status == 303


def test_whom_the_provider_vouches_for_is_in(visitor: Client, provider: Provider) -> None:
    assert "Masuk dengan akun kantor" in visitor.get("/masuk").text
    asked = _leave(visitor, provider, "/sentra")
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://127.0.0.1:8501/masuk/oidc/kembali"
    assert asked["scope"].split()[0] == "openid"
    answer = _come_back(visitor, asked)
    assert (answer.status, answer.location) == (303, "/sentra")
    assert answer.cookie("sentra_sesi")["httponly"]
    assert visitor.get("/sentra").status == 200
    assert "sentra_oidc" not in visitor.cookies


def test_an_answer_counts_once(visitor: Client, provider: Provider) -> None:
    asked = _leave(visitor, provider)
    _come_back(visitor, asked)
    visitor.cookies.pop("sentra_sesi")
    _is_out(visitor, _come_back(visitor, asked))


def test_signing_in_leaves_its_trace(
    visitor: Client, provider: Provider, real_store: Store
) -> None:
    _come_back(visitor, _leave(visitor, provider))
    assert web.acts(real_store) == [("session.opened", "operator.dpmd")]


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://penipu.test"},
        {"iss": None},
        {"aud": "aplikasi-lain"},
        {"aud": ["aplikasi-lain", "dan-lagi"]},
        {"aud": None},
        {"azp": "aplikasi-lain"},
        {"nonce": "nonce orang lain"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"iat": 99999999999},
        {"sub": None},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
        {"email": ["siti@penajam.test"]},
    ],
)
def test_a_token_that_proves_nothing_opens_nothing(
    visitor: Client, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    answer = _come_back(visitor, _leave(visitor, provider))
    _is_out(visitor, answer)
    assert "Belum berhasil masuk" in answer.text


def test_a_token_for_several_programs_counts_where_it_was_made_for_ours(
    visitor: Client, provider: Provider
) -> None:
    provider.claims = {"aud": ["lain", CLIENT], "azp": CLIENT}
    assert _come_back(visitor, _leave(visitor, provider)).status == 303


def test_an_expired_token_opens_nothing(
    visitor: Client, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _leave(visitor, provider)
    now = clock.now()
    provider.claims = {"exp": int(now.timestamp()) + 300, "iat": int(now.timestamp())}
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=7))
    _is_out(visitor, _come_back(visitor, asked))


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (RSAKey.generate_key(2048, {"kid": "satu"}), "RS256"),
        (OctKey.import_key(SECRET + " " * 16), "HS256"),
    ],
)
def test_a_signature_of_another_key_opens_nothing(
    visitor: Client, provider: Provider, key: Any, algorithm: str
) -> None:
    provider.signs_with, provider.algorithm = key, algorithm
    _is_out(visitor, _come_back(visitor, _leave(visitor, provider)))


@pytest.mark.parametrize("email", ["lain@penajam.test", "", "siti@penajam.test.penipu.test"])
def test_an_unknown_mail_address_makes_no_account(
    visitor: Client, provider: Provider, real_store: Store, email: str
) -> None:
    provider.claims = {"email": email}
    answer = _come_back(visitor, _leave(visitor, provider))
    _is_out(visitor, answer)
    assert "belum terdaftar" in answer.text
    assert web.acts(real_store) == [("session.refused", "")]


def test_a_deactivated_account_stays_out(
    visitor: Client, provider: Provider, real_store: Store
) -> None:
    with real_store.write() as connection:
        connection.execute(update(account).values(is_active=False))
    _is_out(visitor, _come_back(visitor, _leave(visitor, provider)))


def test_an_answer_to_another_browser_opens_nothing(visitor: Client, provider: Provider) -> None:
    asked = _leave(visitor, provider)
    other = Client(visitor.app)
    _is_out(other, _come_back(other, asked))
    _is_out(visitor, _come_back(visitor, asked, state="lain"))


@pytest.mark.parametrize(
    "changes", [{"error": "access_denied"}, {"iss": "https://penipu.test"}, {"code": ""}]
)
def test_a_refusal_of_the_provider_is_told(
    visitor: Client, provider: Provider, changes: dict[str, str]
) -> None:
    asked = _leave(visitor, provider)
    if "code" in changes:
        provider.challenge = "lain"
    _is_out(visitor, _come_back(visitor, asked, **changes))


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://penipu.test"},
        {"authorization_endpoint": "http://masuk.penajam.test/masuk"},
        {"authorization_endpoint": None},
    ],
)
def test_a_provider_that_is_another_or_not_encrypted_is_not_asked(
    visitor: Client, provider: Provider, metadata: dict[str, Any]
) -> None:
    provider.metadata = metadata
    answer = visitor.get("/masuk/oidc")
    assert answer.status == 502
    assert "Akun kantor belum dapat dipakai" in answer.text


def test_a_provider_that_is_down_is_told(visitor: Client, provider: Provider) -> None:
    provider.is_down = True
    assert visitor.get("/masuk/oidc").status == 502


def test_the_secret_travels_to_the_token_endpoint_alone(
    visitor: Client, provider: Provider
) -> None:
    answer = visitor.get("/masuk/oidc")
    assert "rahasia" not in answer.location
    assert "rahasia" not in str(answer.headers)
    assert provider.asked == ["discover"]


def test_the_way_back_stays_inside(visitor: Client, provider: Provider) -> None:
    asked = _leave(visitor, provider, "//penipu.test")
    assert _come_back(visitor, asked).location == "/"


def test_without_a_provider_nothing_stands_there(stranger: Client) -> None:
    assert "akun kantor" not in stranger.get("/masuk").text
    for path in ("/masuk/oidc", "/masuk/oidc/kembali"):
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE"):
            answer = stranger.ask(method, path)
            assert answer.status in {401, 404}
            assert web.SECRET_TEXT not in answer.text


def test_without_its_packages_a_provider_is_refused_in_a_sentence(
    real_store: Store, office: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "gate.accounts.oidc", None)
    with pytest.raises(InvalidSetting) as refusal:
        web.site(real_store, office)
    assert "pip install" in refusal.value.expected
