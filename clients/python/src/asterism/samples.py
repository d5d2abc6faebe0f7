"""One image of a data set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from . import documents
from .blobs import Array
from .session import Session
from .transport import Json


class Sample:
    """One image: its pixels, its header and the structure of its file."""

    def __init__(self, session: Session, row: Json) -> None:
        self._session = session
        self._row = row
        self.id: str = row["id"]
        #: The ID number, from 0, stable within the version.
        self.index: int = row["index"]
        self.file_name: str = row["fileName"]
        #: What the catalogue says of the sample, by column.
        self.catalogue: dict[str, Any] | None = row["catalogue"]

    def __repr__(self) -> str:
        shape = (self._row["channelCount"], self._row["height"], self._row["width"])
        return f"<Sample {self.index} {self.file_name} {shape}>"

    def hdus(self) -> pd.DataFrame:
        """The structure of its file: a row an HDU, with name, type, bitpix, shape (slowest axis first), compression."""
        return pd.DataFrame(self._row["hdus"]).set_index("index")

    def header(self) -> pd.DataFrame:
        """A row a card: keyword, value, comment."""
        return pd.DataFrame(self._row["header"], columns=["keyword", "value", "comment"])

    def pixels(self) -> Array:
        """float32 (channels, height, width), row 0 at the bottom as in the file."""
        return self._session.array(self._row["pixels"])

    def preview(self, preprocessing: Mapping[str, Any] | None = None) -> Array:
        """What a model would see of it: float32 (channels, size, size).

        `preprocessing` has the keys of PreprocessingInput; what is left out is as is recommended for the data. Raises
        RefusedError where it makes no sense.
        """
        found = self._session.transport.query(
            documents.PREVIEW, sampleId=self.id, preprocessing=dict(preprocessing or {})
        )
        return self._session.array(found["previewPreprocessing"]["image"])
