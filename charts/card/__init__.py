"""A card for a telephone: one name, its light, one large figure, what is due next and with whom."""

from charts.card.picture import svg
from charts.card.spec import Card, of_programme, of_sentra

__all__ = ["Card", "of_programme", "of_sentra", "svg"]
