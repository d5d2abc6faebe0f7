"""Experiments: their parameters and scores, and what they made."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from . import documents
from .blobs import Array
from .clusters import Cluster
from .errors import FailedError, RefusedError
from .observations import Observation
from .session import Session
from .tables import flat
from .transport import Json
from .waiting import LIVE, step_in_words, watching

# Decoding is asked of a worker; the server waits a while itself before it says so.
DECODING_ATTEMPTS = 60
DECODING_PAUSE = 1.0


@dataclass(frozen=True)
class Reconstruction:
    """A sample as the model saw it and as it gave it back: float32 (channels, size, size) each."""

    index: int
    file_name: str
    original: Array
    reconstruction: Array
    mse: float
    psnr: float | None
    ssim: float | None
    ms_ssim: float | None
    is_outlier: bool


class Experiment:
    """One recorded chain: data set version, preprocessing, model, projections, clustering."""

    def __init__(self, session: Session, id: str) -> None:
        self._session = session
        self.id = id

    @cached_property
    def _row(self) -> Json:
        return self._session.experiment(documents.EXPERIMENT, self.id)

    @cached_property
    def _arrays(self) -> Json:
        return self._session.experiment(documents.EXPERIMENT_ARRAYS, self.id)

    def __repr__(self) -> str:
        return f"<Experiment E-{self.number} {self.status} {self.name}>"

    def refresh(self) -> Experiment:
        """Forgets what was read of it."""
        self.__dict__.pop("_row", None)
        self.__dict__.pop("_arrays", None)
        return self

    @property
    def number(self) -> int:
        """42 of E-42."""
        return int(self._row["number"])

    @property
    def name(self) -> str:
        return str(self._row["name"])

    @property
    def notes(self) -> str:
        """What people wrote of it; empty where nobody has."""
        return str(self._row["notes"] or "")

    @property
    def status(self) -> str:
        """QUEUED, RUNNING, SUCCEEDED, FAILED or CANCELLED."""
        return str(self._row["status"])

    @property
    def parameters(self) -> dict[str, Any]:
        """What was chosen, by path: preprocessing.size, model.kind, clustering.params.nClusters and so on."""
        return flat({part: self._row[part] for part in ("preprocessing", "model", "clustering")})

    @property
    def metrics(self) -> dict[str, Any]:
        """Scores by their names in ExperimentMetrics; empty until there are any."""
        return dict(self._row["metrics"] or {})

    def wait(self, *, progress: bool = True, timeout: float | None = None) -> Experiment:
        """Waits until it is over. Raises FailedError with the failure's code, and WaitTimeoutError.

        Ctrl-C ends the wait and not the experiment.
        """
        with watching(f"E-{self.number}", progress=progress, timeout=timeout) as watch:
            while True:
                now = self._session.experiment(documents.EXPERIMENT_PROGRESS, self.id)
                is_over = now["status"] not in LIVE
                words = str(now["status"]).lower() if is_over else step_in_words(now["progress"])
                watch.show(1.0 if is_over else now["progress"]["fraction"], words)
                if is_over:
                    break
                watch.pause()
        self.refresh()
        if self.status != "SUCCEEDED":
            failure = self._row["failure"] or {"code": self.status, "message": f"It was {self.status.lower()}."}
            raise FailedError(f"E-{self.number}: {failure['message']}", failure["code"])
        return self

    def cancel(self) -> None:
        """Stops it; a stage that another experiment needs goes on. Raises ProblemError."""
        self._session.transport.mutate(documents.CANCEL_EXPERIMENT, "cancelExperiment", {"id": self.id})
        self.refresh()

    def edit(
        self,
        *,
        name: str | None = None,
        notes: str | None = None,
        archived: bool | None = None,
        add_tags: Sequence[str] = (),
        remove_tags: Sequence[str] = (),
    ) -> None:
        """Changes what people wrote of it, never what was run; what is left out stays. Raises ProblemError."""
        changes = {"name": name, "notes": notes, "archived": archived}
        input = {
            "ids": [self.id],
            "addTags": list(add_tags),
            "removeTags": list(remove_tags),
            **{key: value for key, value in changes.items() if value is not None},
        }
        self._session.transport.mutate(documents.EDIT_EXPERIMENTS, "editExperiments", input)
        self.refresh()

    def latents(self) -> Array:
        """float32 (samples, latent size). Raises RefusedError where there are none yet."""
        return self._array("latents")

    def labels(self) -> Array:
        """int32 (samples), in order of the ID numbers; -1 is noise. Raises RefusedError where there are none yet."""
        return self._array("labels")

    def responsibilities(self) -> Array:
        """float32 (samples, components) of a Gaussian mixture; rows sum to 1. Raises RefusedError of others."""
        return self._array("responsibilities")

    def projection(self, kind: str = "PCA") -> Array:
        """float32 (samples, 2) by PCA, TSNE or UMAP. Raises RefusedError where the experiment has no such map."""
        return self._session.array(self._projection(kind)["coordinates"])

    def projection_scores(self, kind: str = "PCA") -> dict[str, Any]:
        """explainedVariance (of PCA), trustworthiness and continuity. Raises RefusedError without such a map."""
        row = self._projection(kind)
        return {name: row[name] for name in ("explainedVariance", "trustworthiness", "continuity")}

    def per_sample(self) -> pd.DataFrame:
        """What is known of every sample, by ID number: label, silhouette, membership, reconstructionError and so on."""
        columns = {one["name"]: self._session.array(one["values"]) for one in self._arrays["perSample"]}
        frame = pd.DataFrame({"label": self.labels(), **columns})
        frame.index.name = "index"
        return frame

    def curve(self) -> pd.DataFrame:
        """trainLoss and validationLoss by epoch, from 1."""
        rows = self._session.experiment(documents.EXPERIMENT_CURVE, self.id)["curve"]
        return pd.DataFrame(rows, columns=["epoch", "trainLoss", "validationLoss"]).set_index("epoch").astype(float)

    def scan(self) -> pd.DataFrame:
        """k, or the clusterer's main parameter, as `value`, against the scores; `best` marks what was taken."""
        return pd.DataFrame(self._session.experiment(documents.EXPERIMENT_SCAN, self.id)["scan"])

    def recommendation(self) -> str | None:
        """The best choice of the scan and why, in a sentence."""
        found = self._session.experiment(documents.EXPERIMENT_SCAN, self.id)["recommendation"]
        return None if found is None else str(found)

    def associations(self) -> pd.DataFrame:
        """What the clusters follow (header values, measurements, the catalogue), warnings first, then the strongest."""
        return pd.DataFrame(self._session.experiment(documents.EXPERIMENT_ASSOCIATIONS, self.id)["associations"])

    def clusters(self) -> list[Cluster]:
        """In order of their labels, noise first; none until there are any."""
        rows = self._session.experiment(documents.EXPERIMENT_CLUSTERS, self.id)["clusters"]
        return [Cluster(self._session, row) for row in rows]

    def observation(self) -> Observation:
        """What was written of it as a whole; empty where nobody has."""
        return Observation(self._session, self.id)

    def reconstructions(self, count: int = 12, *, worst_first: bool = True) -> list[Reconstruction]:
        """Samples by the error of their reconstruction.

        Raises RefusedError: NO_RECONSTRUCTIONS of a model without a decoder, DECODING_NOT_READY where nobody decodes.
        """
        found = self._decoded(count, worst_first)
        if found is None:
            raise RefusedError(f"E-{self.number} has no reconstructions.", "NO_RECONSTRUCTIONS")
        array = self._session.array
        return [
            Reconstruction(
                index=row["sample"]["index"],
                file_name=row["sample"]["fileName"],
                original=array(row["original"]),
                reconstruction=array(row["reconstruction"]),
                mse=row["mse"],
                psnr=row["psnr"],
                ssim=row["ssim"],
                ms_ssim=row["msSsim"],
                is_outlier=row["isOutlier"],
            )
            for row in (edge["node"] for edge in found["edges"])
        ]

    def _decoded(self, count: int, worst_first: bool) -> Json | None:
        for attempt in range(DECODING_ATTEMPTS):
            try:
                found: Json | None = self._session.experiment(
                    documents.RECONSTRUCTIONS, self.id, first=count, worstFirst=worst_first
                )["reconstructions"]
                return found
            except RefusedError as refused:
                if refused.code != "DECODING_NOT_READY" or attempt == DECODING_ATTEMPTS - 1:
                    raise
                time.sleep(DECODING_PAUSE)
        raise AssertionError("the last attempt returns or raises")

    def _projection(self, kind: str) -> Json:
        maps: dict[str, Json] = {row["kind"]: row for row in self._arrays["projections"]}
        if kind.upper() not in maps:
            have = ", ".join(maps) or "none"
            raise RefusedError(f"E-{self.number} has no map by {kind}; it has {have}.", "NOT_THERE")
        return maps[kind.upper()]

    def _array(self, name: str) -> Array:
        blob = self._arrays[name]
        if blob is None:
            # It may have come since.
            blob = self.refresh()._arrays[name]
        if blob is None:
            raise RefusedError(f"E-{self.number} is {self.status.lower()}: it has no {name}.", "NOT_THERE")
        return self._session.array(blob)
