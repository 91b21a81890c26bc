"""The example: a store with the draft plan and invented reports and meetings to 30 June 2022.

Everything here goes through the real commands, so an example store keeps every rule of a real one.
One seeded generator decides all that chance would; no clock is read.
"""

from example.making import fill_example, make_example

__all__ = ["fill_example", "make_example"]
