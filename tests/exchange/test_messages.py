from exchange.messages import messages
from rules.progress.briefing import brief
from tests.builders import a_board, a_dossier, a_moment, a_programme
from words.meetings import messages as words


def test_the_file_holds_the_text_for_each_agency_under_where_it_comes_from() -> None:
    dossier = a_dossier(brief(a_board(programme=a_programme(is_example=True)), a_moment()))

    head, *texts = messages(dossier).decode().split(f"\n{'-' * 40}\n")

    assert head.startswith("Pesan WhatsApp untuk OPD\nDATA CONTOH · Posisi 30 Juni 2022")
    assert head.endswith("dibuat oleh Operator DPMD")
    assert [one.rstrip("\n") for one in texts] == list(words.messages(dossier).values())


def test_where_nothing_is_owed_the_file_says_so() -> None:
    content = messages(a_dossier(brief(a_board([]), a_moment())))

    assert content.decode().endswith("Tidak ada OPD yang perlu diingatkan pada posisi ini.\n")
