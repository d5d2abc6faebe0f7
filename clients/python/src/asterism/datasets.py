"""Data sets: sending files, and what a version holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from . import documents
from .errors import AsterismError, FailedError, RefusedError
from .paging import nodes
from .samples import Sample
from .session import Session
from .transport import Json
from .uploads import send_files
from .waiting import watching


@dataclass(frozen=True)
class Refusal:
    """A file that could not be read; the others are not held up by it."""

    name: str
    code: str
    message: str
    byte_offset: int | None


class DatasetVersion:
    """An immutable, ordered list of samples."""

    def __init__(self, session: Session, id: str) -> None:
        self._session = session
        self.id = id

    @cached_property
    def _row(self) -> Json:
        return self._session.node(documents.VERSION, self.id)

    def __repr__(self) -> str:
        return f"<DatasetVersion {self.dataset}@{self.number} {self.sample_count} samples>"

    @property
    def dataset(self) -> str:
        """The data set's name."""
        return str(self._row["dataset"]["name"])

    @property
    def number(self) -> int:
        return int(self._row["number"])

    @property
    def status(self) -> str:
        """IMPORTING, READY or FAILED."""
        return str(self._row["status"])

    @property
    def sample_count(self) -> int:
        return int(self._row["sampleCount"])

    @property
    def content_hash(self) -> str | None:
        """The same where the same images are in the same order."""
        return None if self._row["contentHash"] is None else str(self._row["contentHash"])

    @property
    def refused(self) -> list[Refusal]:
        """The files that could not be read, each with the reason."""
        return [Refusal(f["name"], f["code"], f["message"], f["byteOffset"]) for f in self._row["refused"]]

    def samples(self) -> pd.DataFrame:
        """A row a sample, by its ID number: file_name, channels, height, width, content_hash."""

        def page(after: str | None) -> Json:
            return dict(self._session.node(documents.SAMPLES, self.id, after=after)["samples"])

        rows = [
            {
                "index": row["index"],
                "file_name": row["fileName"],
                "channels": row["channelCount"],
                "height": row["height"],
                "width": row["width"],
                "content_hash": row["contentHash"],
            }
            for row in nodes(page)
        ]
        columns = ["index", "file_name", "channels", "height", "width", "content_hash"]
        return pd.DataFrame(rows, columns=columns).set_index("index")

    def sample(self, index: int) -> Sample:
        """The sample with this ID number. Raises RefusedError where there is none."""
        found = self._session.node(documents.SAMPLE, self.id, index=index)["sample"]
        if found is None:
            raise RefusedError(f"{self.dataset}@{self.number} has no sample {index}.", "NOT_FOUND")
        return Sample(self._session, found)

    def channel_report(self) -> dict[str, Any]:
        """How the channels relate and what each holds: see ChannelReport; `keep` and `summary` say what to train on.

        Raises RefusedError with the reason where there is none.
        """
        found = self._session.node(documents.CHANNEL_REPORT, self.id)
        if found["channelReport"] is None:
            raise RefusedError(str(found["channelReportReason"]), "NO_CHANNEL_REPORT")
        return dict(found["channelReport"])

    def wait(self, *, progress: bool = True, timeout: float | None = None) -> DatasetVersion:
        """Waits until its files are read. Raises FailedError where none could be, and WaitTimeoutError."""
        with watching("Reading", progress=progress, timeout=timeout) as watch:
            while True:
                self.__dict__.pop("_row", None)
                watch.show(self._row["progress"], f"{self.sample_count} samples")
                if self.status != "IMPORTING":
                    break
                watch.pause()
        if self.status == "FAILED":
            first = self.refused[0] if self.refused else None
            reason = f" The first: {first.name}: {first.message}" if first else ""
            raise FailedError(f"No file could be read as a sample.{reason}", first.code if first else "IMPORT_FAILED")
        return self


def import_folder(
    session: Session,
    folder: Path | str,
    dataset: str,
    reading: dict[str, Any],
    *,
    on_server: bool,
    progress: bool,
) -> DatasetVersion:
    """See Client.import_folder; `reading` has the keys of AddFilesInput that say how files are read."""
    # Looked at first: a folder that is not there makes no data set.
    paths = None if on_server else _files_of(Path(folder).expanduser())
    input = {"datasetId": _find_or_make(session, dataset), **reading}
    if paths is None:
        input["serverFolder"] = str(folder)
    else:
        with tqdm(total=len(paths), desc="Sending", unit=" files", disable=not progress) as bar:
            input["uploadIds"] = send_files(session.transport, paths, session.upload_url, session.workspace, bar.update)
    made = session.transport.mutate(documents.ADD_FILES, "addFiles", input)
    return DatasetVersion(session, made["version"]["id"]).wait(progress=progress)


def find_version(session: Session, name: str) -> DatasetVersion:
    """Of `NAME` or `NAME@3`; without a number the newest that is ready. Raises RefusedError."""
    exact = re.fullmatch(r"(.*)@(\d+)", name)
    wanted = exact[1] if exact else name
    dataset = find_dataset(session, wanted)
    if dataset is None:
        raise RefusedError(f'There is no data set "{wanted}" in {session.workspace}.', "NOT_FOUND")

    def page(after: str | None) -> Json:
        return dict(session.node(documents.VERSIONS, dataset, after=after)["versions"])

    for version in nodes(page):
        if version["number"] == int(exact[2]) if exact else version["status"] == "READY":
            return DatasetVersion(session, version["id"])
    raise RefusedError(
        f"{wanted} has no version {exact[2]}." if exact else f"{wanted} has no version that is ready yet.",
        "NOT_FOUND",
    )


def find_dataset(session: Session, name: str) -> str | None:
    """Its id; None where no data set of the workspace has the name."""
    return next((row["id"] for row in dataset_rows(session) if row["name"] == name), None)


def dataset_rows(session: Session) -> list[Json]:
    def page(after: str | None) -> Json | None:
        found: Json | None = session.transport.query(documents.DATASETS, workspace=session.workspace, after=after)[
            "datasets"
        ]
        return found

    return list(nodes(page))


def _find_or_make(session: Session, name: str) -> str:
    found = find_dataset(session, name)
    if found is not None:
        return found
    made = session.transport.mutate(
        documents.CREATE_DATASET, "createDataset", {"workspace": session.workspace, "name": name}
    )
    return str(made["dataset"]["id"])


def _files_of(folder: Path) -> Sequence[Path]:
    if not folder.is_dir():
        raise AsterismError(f"{folder} is no folder.", "NO_FOLDER")
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    if not paths:
        raise AsterismError(f"{folder} holds no files.", "EMPTY_FOLDER")
    return paths
