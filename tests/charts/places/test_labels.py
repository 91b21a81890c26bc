from itertools import combinations

from charts.places import labels
from charts.places.labels import Side

# The twelve places of the nine sentra, as the source names them.
_CENTRES = (
    (116.70935, -1.36592),
    (116.73167, -1.36122),
    (116.66481, -1.38956),
    (116.76838, -1.25625),
    (116.7478, -1.17864),
    (116.51344, -1.53751),
    (116.58518, -1.36232),
    (116.69245, -1.07045),
    (116.63192, -1.16795),
    (116.60724, -1.02015),
    (116.73274, -1.27216),
    (116.44207, -1.35112),
)
_NAMES = (
    "Salo Loang S01",
    "Pejala S01",
    "Tanjung Tengah S01",
    "Penajam S02",
    "Jenebora S02+S05",
    "Babulu Laut S03",
    "Bangun Mulya S04",
    "Telemow S06",
    "Sepan S07",
    "Pemaluan S07",
    "Nenang S08",
    "Api-api S09",
)


def test_the_twelve_places_have_labels_that_do_not_overlap() -> None:
    sides = labels.free_sides(_CENTRES, _NAMES)
    boxes = [
        labels.label_box(centre, name, side)
        for centre, name, side in zip(_CENTRES, _NAMES, sides, strict=True)
    ]
    for one, other in combinations(boxes, 2):
        is_apart = (
            one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        )
        assert is_apart


def test_a_lonely_place_has_its_name_to_the_right() -> None:
    assert labels.free_sides(((116.5, -1.2),), ("Batik",)) == (Side.RIGHT,)


def test_a_label_leaves_what_the_ground_names_free() -> None:
    centre = (116.5, -1.2)
    right = labels.label_box(centre, "Batik", Side.RIGHT)
    assert labels.free_sides((centre,), ("Batik",), (right,)) != (Side.RIGHT,)
