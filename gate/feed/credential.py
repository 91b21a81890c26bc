"""The token that a request carries, in the two ways in which programs send one.

Never in its address: addresses are kept by proxies, histories and workbooks.
"""

import base64
import binascii
import re
from typing import Final

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{20,128}")
_LONGEST: Final = 1000


def carried(authorization: str) -> str | None:
    """Return the token in an Authorization header; None where there is none of its form.

    It is what follows Bearer, or the password of Basic, whatever name stands beside it: so Excel
    and Power BI send what people type into their own box for credentials.
    """
    scheme, _, value = authorization[:_LONGEST].partition(" ")
    match scheme.lower():
        case "bearer":
            found = value.strip()
        case "basic":
            found = _password(value.strip())
        case _:
            return None
    return found if _TOKEN.fullmatch(found) else None


def _password(encoded: str) -> str:
    try:
        name_and_password = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
    return name_and_password.partition(":")[2]
