"""A look at every page of the office at once."""

import pytest

from docgen.actions.templat.sampling import draw_samples
from docgen.errors import BadDeclaration, InvalidForm, NotFound, NotReady


@pytest.mark.slow
def test_every_type_is_drawn(office):
    all_types, few = draw_samples(office), draw_samples(office, ["nota_dinas", "lembar_disposisi"])
    assert len(few) == 1 < len(all_types)
    assert all(picture.startswith(b"\x89PNG") for picture in all_types + few)


def test_a_type_that_is_not_there_is_told(office):
    with pytest.raises(NotFound, match="nota_dinass"):
        draw_samples(office, ["nota_dinass"])


def test_an_example_that_cannot_be_filled_is_told(office, settings):
    example = settings.templates / "nota_dinas" / "example.toml"
    example.write_text(example.read_text("utf-8").replace("perihal", "prihal"), "utf-8")
    with pytest.raises(InvalidForm, match="prihal"):
        draw_samples(office, ["nota_dinas"])


def test_a_type_without_page_or_example_is_told(office, settings):
    with pytest.raises(NotReady, match="tidak disusun dari template"):
        draw_samples(office, ["surat_masuk"])
    (settings.templates / "nota_dinas" / "example.toml").unlink()
    with pytest.raises(BadDeclaration, match=r"nota_dinas/example\.toml"):
        draw_samples(office, ["nota_dinas"])
