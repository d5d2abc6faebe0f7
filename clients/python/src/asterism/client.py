"""The door: connect, and what a workspace holds."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pandas as pd

from . import documents
from .datasets import DatasetVersion, dataset_rows, find_version, import_folder
from .errors import RefusedError
from .experiments import Experiment
from .observations import Observation
from .paging import nodes
from .server import find_server
from .session import Session
from .studies import Study, study_input
from .tables import experiment_rows, experiments_frame
from .transport import Json, Transport


def connect(url: str | None = None, token: str | None = None, *, workspace: str | None = None) -> Client:
    """A client of one server and one workspace.

    Without `url` and `token`: from ASTERISM_URL and ASTERISM_TOKEN, else the server of ASTERISM_HOME, else as
    `asterism login` has kept it, else a server that was started in this folder or one above it. `workspace` is a slug;
    without it your first. Raises AsterismError; its code says which.
    """
    transport = Transport(find_server(url, token, os.environ, Path.cwd()))
    try:
        found = transport.query(documents.WORKSPACES)
        slug = _workspace_of(found, workspace)
    except BaseException:
        transport.close()
        raise
    return Client(Session(transport, slug, found["system"]["uploadUrl"]))


def _workspace_of(found: Json, wanted: str | None) -> str:
    if found["viewer"] is None:
        raise RefusedError("The token is not accepted: it may have expired or been revoked.", "UNAUTHENTICATED")
    slugs = [str(one["slug"]) for one in found["viewer"]["workspaces"]]
    if wanted is None and not slugs:
        raise RefusedError("You have no workspace yet.", "NO_WORKSPACE")
    if wanted is not None and wanted not in slugs:
        raise RefusedError(
            f"There is no workspace {wanted} here; there are: {', '.join(slugs) or 'none'}.", "NOT_FOUND"
        )
    return wanted or slugs[0]


class Client:
    """One workspace of one server; made by `connect`. Usable in a `with`, which closes its connections."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __repr__(self) -> str:
        return f"<Client {self._session.transport.server.origin} {self.workspace}>"

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._session.transport.close()

    @property
    def workspace(self) -> str:
        """Its slug."""
        return self._session.workspace

    def query(self, document: str, **variables: Any) -> Json:
        """The data of any GraphQL operation. Raises RefusedError with the server's code, and UnreachableError."""
        return self._session.transport.query(document, **variables)

    def algorithms(self) -> pd.DataFrame:
        """Every model, projection and clusterer, by kind: group (MODEL, PROJECTION, CLUSTERING), name, pro, con and
        parameters (a JSON Schema with the defaults)."""
        return pd.DataFrame(self.query(documents.ALGORITHMS)["algorithms"]).set_index("kind")

    def import_folder(
        self,
        folder: Path | str,
        dataset: str,
        *,
        on_server: bool = False,
        group_by: str | None = None,
        hdus: Sequence[int] | None = None,
        planes: Sequence[int] | None = None,
        channel_axis: int | None = None,
        progress: bool = True,
    ) -> DatasetVersion:
        """Makes a version of every file of a folder, and waits until each is read.

        The folder is on this machine and its files are sent; with `on_server` it is one of the server, below a root
        that its operator allows, and nothing is sent. The data set is made where there is none. `group_by` makes one
        sample of several files, as in "{sample}_{channel}.fits"; `hdus`, `planes` and `channel_axis` say where in a
        file the channels are (see AddFilesInput). Files that were refused are in `version.refused`. Raises FailedError
        where none could be read, ProblemError, RefusedError.
        """
        reading = {
            "groupBy": group_by,
            "hdus": None if hdus is None else list(hdus),
            "planes": None if planes is None else list(planes),
            "channelAxis": channel_axis,
        }
        return import_folder(self._session, folder, dataset, reading, on_server=on_server, progress=progress)

    def datasets(self) -> pd.DataFrame:
        """A row a data set, the newest first, by name.

        Columns: description, createdAt, and of the newest version: version (its number), status, samples.
        """
        rows = [
            {
                "name": row["name"],
                "description": row["description"],
                "createdAt": row["createdAt"],
                "version": latest["number"],
                "status": latest["status"],
                "samples": latest["sampleCount"],
            }
            for row in dataset_rows(self._session)
            for latest in [row["latestVersion"] or {"number": None, "status": None, "sampleCount": 0}]
        ]
        columns = ["name", "description", "createdAt", "version", "status", "samples"]
        frame = pd.DataFrame(rows, columns=columns).set_index("name")
        frame["createdAt"] = pd.to_datetime(frame["createdAt"], utc=True)
        return frame

    def dataset(self, name: str) -> DatasetVersion:
        """The version that NAME or NAME@3 names; without a number the newest that is ready. Raises RefusedError."""
        return find_version(self._session, name)

    def start_study(
        self,
        study: Mapping[str, Any] | str | Path,
        dataset: DatasetVersion | str | None = None,
        *,
        name: str | None = None,
    ) -> Study:
        """Starts a study and returns at once; `wait` waits for it.

        `study` is a mapping or a YAML file with the keys and values of CreateStudyInput; {} in a list stands for what
        is recommended for the data. `dataset` is a version, NAME or NAME@3; without it the study names its version.
        Raises ProblemError with the place of everything that is wrong.
        """
        input = {**study_input(study), "workspace": self.workspace}
        if name is not None:
            input["name"] = name
        if dataset is not None:
            input["datasetVersionId"] = self._version(dataset).id
        made = self._session.transport.mutate(documents.CREATE_STUDY, "createStudy", input)
        return Study(self._session, made["study"]["id"])

    def start_experiment(
        self, experiment: Mapping[str, Any] | None = None, dataset: DatasetVersion | str | None = None
    ) -> Experiment:
        """Starts one experiment and returns at once; `wait` waits for it.

        `experiment` has the keys and values of CreateExperimentInput; what is left out is as is recommended for the
        data. Raises ProblemError.
        """
        input = {**(experiment or {}), "workspace": self.workspace}
        if dataset is not None:
            input["datasetVersionId"] = self._version(dataset).id
        made = self._session.transport.mutate(documents.CREATE_EXPERIMENT, "createExperiment", input)
        return Experiment(self._session, made["experiment"]["id"])

    def study(self, name: str) -> Study:
        """The newest study of that name, or the one with that id. Raises RefusedError."""

        def page(after: str | None) -> Json | None:
            found: Json | None = self.query(documents.STUDIES, workspace=self.workspace, after=after)["studies"]
            return found

        for row in nodes(page):
            if name in (row["name"], row["id"]):
                return Study(self._session, row["id"])
        raise RefusedError(f'There is no study "{name}" in {self.workspace}.', "NOT_FOUND")

    def experiments(
        self,
        filter: Mapping[str, Any] | None = None,
        order_by: Sequence[Mapping[str, Any]] | None = None,
    ) -> pd.DataFrame:
        """A row an experiment, by number, the newest first unless ordered otherwise.

        Columns: id, name, status, dataset, version, study, seed, tags, createdAt, seconds, failure; then parameters and
        scores under the paths that filters take, as in model.kind, preprocessing.size, clustering.params.nClusters,
        metrics.silhouette. `filter` has the keys of ExperimentFilter, `order_by` those of ExperimentOrder:

            client.experiments({"model": ["VAE"], "silhouetteAtLeast": 0.3},
                               [{"field": "SILHOUETTE", "direction": "DESC"}])
        """
        order = None if order_by is None else [dict(one) for one in order_by]
        return experiments_frame(experiment_rows(self._session, filter, order))

    def experiment(self, id: int | str) -> Experiment:
        """Of a number (42, "E-42") or an id. Raises RefusedError where there is none."""
        number = re.fullmatch(r"(?:E-)?(\d+)", str(id), re.IGNORECASE)
        if number is None:
            # Asked for at once, so that a wrong id is found here.
            return Experiment(self._session, self._session.experiment(documents.EXPERIMENT, str(id))["id"])
        for row in experiment_rows(self._session, {"numbers": [int(number[1])]}, None):
            return Experiment(self._session, row["id"])
        raise RefusedError(f"There is no experiment E-{number[1]} in {self.workspace}.", "NOT_FOUND")

    def observation(self, subject_id: str) -> Observation:
        """What was written of the experiment, cluster, study or comparison with that id. Raises RefusedError."""
        return Observation(self._session, subject_id)

    def agreement(self, experiments: Sequence[Experiment | int | str]) -> pd.DataFrame:
        """Adjusted Rand index between the labels of 2 to 100 experiments; rows and columns by number.

        1: the same groups, about 0: unrelated ones, NaN: no shared samples. Raises RefusedError.
        """
        chosen = [one if isinstance(one, Experiment) else self.experiment(one) for one in experiments]
        found = self.query(documents.AGREEMENT, ids=[one.id for one in chosen])["compare"]
        numbers = [row["number"] for row in found["experiments"]]
        return pd.DataFrame(found["agreement"], index=numbers, columns=numbers, dtype=float)

    def _version(self, dataset: DatasetVersion | str) -> DatasetVersion:
        return dataset if isinstance(dataset, DatasetVersion) else self.dataset(dataset)
