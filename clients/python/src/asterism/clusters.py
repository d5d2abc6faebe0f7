"""Clusters of an experiment and their members."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from . import documents
from .observations import Observation
from .paging import nodes
from .session import Session
from .transport import Json


class Cluster:
    """One label of an experiment; noise has the label -1."""

    def __init__(self, session: Session, row: Json) -> None:
        self._session = session
        self.id: str = row["id"]
        self.label: int = row["label"]
        self.size: int = row["size"]
        self.is_noise: bool = row["isNoise"]
        self.silhouette: float | None = row["silhouette"]
        self.stability: float | None = row["stability"]
        #: ID number of the member nearest to the middle; None for noise.
        self.medoid: int | None = row["medoid"] and row["medoid"]["index"]

    def __repr__(self) -> str:
        return f"<Cluster {self.label} {self.size} samples>"

    def members(self, order: Literal["INDEX", "MIDDLE_FIRST", "BORDER_FIRST"] = "INDEX") -> pd.DataFrame:
        """A row a member, in the order asked for, by ID number: file_name."""

        def page(after: str | None) -> Json:
            return dict(self._session.node(documents.MEMBERS, self.id, order=order, after=after)["members"])

        rows = [(row["index"], row["fileName"]) for row in nodes(page)]
        return pd.DataFrame(rows, columns=["index", "file_name"]).set_index("index")

    def observation(self) -> Observation:
        """What was written of it; empty where nobody has."""
        return Observation(self._session, self.id)
