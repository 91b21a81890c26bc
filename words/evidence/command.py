"""The word by which the caretaker removes evidence."""

import argparse
import re
from typing import Final

from rules.evidence.files import EvidenceAddress
from words.command_line import Parser

_ADDRESS: Final = re.compile(r"(?:.*/bukti/)?(tindak-lanjut/)?([0-9]{1,9})(?:/kecil)?/?")


def add_removal(parser: Parser) -> None:
    """Let the parser read which file goes, why, and in whose name."""
    parser.add_argument(
        "address",
        metavar="ALAMAT",
        type=_address,
        help="alamat tautan berkasnya, misalnya /bukti/57 atau /bukti/tindak-lanjut/3",
    )
    parser.add_argument("--reason", metavar="ALASAN", required=True, help="alasan penghapusan")
    parser.add_argument(
        "--by", metavar="NAMA", help="akun administrator; bawaan: yang satu-satunya"
    )


def _address(text: str) -> EvidenceAddress:
    found = _ADDRESS.fullmatch(text.strip())
    if found is None:
        reason = f"{text} bukan alamat berkas bukti; salin tautannya, misalnya /bukti/57."
        raise argparse.ArgumentTypeError(reason)
    return EvidenceAddress(int(found[2]), is_of_follow_up=found[1] is not None)
