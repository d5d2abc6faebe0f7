"""Small FITS files to try with: round discs of two kinds, in four channels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

BLOCK = 2880
CHANNELS = 4


def write_discs(folder: Path, *, count: int, size: int, seed: int = 5) -> None:
    """`disc_00.fits` and so on, (4, size, size) float32: every second one is wide.

    Channel 0 has most of the light, 1 and 2 are nearly alike, 3 is noise.
    """
    random = np.random.default_rng(seed)
    y, x = np.mgrid[:size, :size] - (size - 1) / 2
    for i in range(count):
        width = size / (4 if i % 2 else 10) * random.uniform(0.9, 1.1)
        light = 100 * np.exp(-(x**2 + y**2) / (2 * width**2))
        channels = np.stack([light, light / 3, light / 3.2, 0 * light]) + random.normal(0, 1, (CHANNELS, size, size))
        (folder / f"disc_{i:02}.fits").write_bytes(fits_file(channels))


def fits_file(values: npt.NDArray[np.floating]) -> bytes:
    """A file of one primary image, float32 (FITS standard 4.0, sections 3.3 and 4.4)."""
    axes = [(f"NAXIS{i + 1}", length) for i, length in enumerate(reversed(values.shape))]
    cards = [("SIMPLE", "T"), ("BITPIX", -32), ("NAXIS", values.ndim), *axes]
    header = "".join(f"{keyword:8}= {value:>20}".ljust(80) for keyword, value in cards) + "END".ljust(80)
    return _padded(header.encode(), b" ") + _padded(values.astype(">f4").tobytes(), b"\0")


def _padded(data: bytes, fill: bytes) -> bytes:
    return data + fill * (-len(data) % BLOCK)
