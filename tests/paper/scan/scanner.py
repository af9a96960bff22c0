"""A scanner made of software: what paper looks like after it lay on the glass a little crooked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter


@dataclass(frozen=True)
class Glass:
    """How it was scanned."""

    dpi: int = 200
    skew: float = 0.0  # degrees
    noise: float = 6.0  # standard deviation, of 255
    blur: float = 0.5  # pixels
    quality: int = 60  # of JPEG
    turned: bool = False  # upside down


def glass(random: Random, dpi: int = 200) -> Glass:
    """Any glass an office may have: up to two degrees askew, noisy, one in four sheets upside down."""
    return Glass(
        dpi, random.uniform(-2, 2), random.uniform(2, 12), random.uniform(0.2, 0.7), 60, random.random() < 0.25
    )


def photograph(pdf: bytes, page: int, how: Glass = Glass()) -> Image.Image:
    """One page as the glass shows it, in grey: paper is no pure white, ink no pure black."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=how.dpi / 72, grayscale=True).to_pil()
    picture = picture.rotate(how.skew + 180 * how.turned, Image.Resampling.BICUBIC, fillcolor=245)
    picture = picture.filter(ImageFilter.GaussianBlur(how.blur)).point(lambda value: 35 + value * 0.82)
    return ImageChops.add(picture, Image.effect_noise(picture.size, how.noise), 1, -128)


def jpeg(picture: Image.Image, quality: int = 60) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def scanned(sheets: Sequence[tuple[bytes, int]], how: Glass = Glass()) -> bytes:
    """These pages through the feeder, in this order, as one PDF."""
    return bound([photograph(pdf, page, how) for pdf, page in sheets], how)


def bound(pictures: Sequence[Image.Image], how: Glass = Glass()) -> bytes:
    """Pictures as the PDF a scanner makes of them."""
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=how.dpi, quality=how.quality)
    return out.getvalue()


def empty_back(how: Glass = Glass()) -> Image.Image:
    """The back of a sheet printed on one side: noise, some dust, and what shines through."""
    picture = Image.new("L", (int(8.27 * how.dpi), int(11.69 * how.dpi)), 244)
    picture.paste(225, (how.dpi, 2 * how.dpi, 7 * how.dpi, 2 * how.dpi + 20))
    return ImageChops.add(picture, Image.effect_noise(picture.size, how.noise), 1, -128)
