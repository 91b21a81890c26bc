"""Who signs the minutes: posts with their holders on the day of the meeting."""

from exchange.typesetting.blocks import Signatures, SignedBy
from rules.meetings.dossier import Dossier
from rules.meetings.office import Signer
from rules.vocabulary import Appointment, label


def signatures(dossier: Dossier) -> Signatures:
    """Chair and secretary as they held their posts on the day of the meeting."""
    own = dossier.signers
    return Signatures((_signed("Pimpinan rapat", own.chair), _signed("Notulis", own.secretary)))


def _signed(role: str, signer: Signer) -> SignedBy:
    is_acting = signer.appointment is not Appointment.DEFINITIVE
    post = f"{label(signer.appointment)}. {signer.post}" if is_acting else signer.post
    return SignedBy(role, post, signer.name, signer.nip)
