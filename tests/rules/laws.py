"""How tests over generated cases run: few enough to stay quick, and no clock fails them."""

from typing import Final

from hypothesis import settings

from tests.running.soak import CASES

LAW: Final = settings(max_examples=CASES, deadline=None)
