"""The caretaker's command line: `python run.py admin PERINTAH`.

Answers stand on standard output, what went wrong in a sentence on standard error. Exit codes:
0 done, 1 refused or something is wrong, 2 the command was not understood.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from caretaker import backups, clocks, evidence, founding, plan_files, record, tokens
from caretaker.checking import check
from caretaker.console import told
from caretaker.export import export
from caretaker.importing import load
from caretaker.workbooks import workbook
from exchange.products import products
from words.admin_commands import admin_parser

_RUNS: Final = {
    "prepare": founding.prepare,
    "init": founding.init,
    "account": founding.add_account,
    "figures": record.figures,
    "dump": record.dump,
    "export": export,
    "workbook": workbook,
    "import": load,
    "plan": plan_files.plan,
    "token": tokens.token,
    "check": check,
    "clock": clocks.clock,
    "backup": backups.take,
    "verify-backup": backups.verify,
    "restore": backups.restore,
    "remove-evidence": evidence.remove,
    "rebuild": record.rebuild,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return the exit code; whatever goes wrong is said in a sentence."""
    options = admin_parser(_RUNS, [product.name for product in products()]).parse_args(arguments)
    try:
        code = told(lambda: int(options.run(options, now=datetime.now(UTC))))
    except KeyboardInterrupt:
        return 130
    return 1 if code is None else code


if __name__ == "__main__":
    sys.exit(main())
