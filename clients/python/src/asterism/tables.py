"""Experiments as a table: facts, parameters and scores in columns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from . import documents
from .paging import nodes
from .session import Session
from .transport import Json


def experiment_rows(
    session: Session, filter: Mapping[str, Any] | None, order_by: Sequence[Mapping[str, Any]] | None
) -> Iterable[Json]:
    def page(after: str | None) -> Json | None:
        found: Json | None = session.transport.query(
            documents.EXPERIMENTS,
            workspace=session.workspace,
            filter=None if filter is None else dict(filter),
            orderBy=order_by,
            after=after,
        )["experiments"]
        return found

    return nodes(page)


# In this order, whether or not any row has a value.
_FACTS = ["id", "name", "status", "dataset", "version", "study", "seed", "tags", "createdAt", "seconds", "failure"]


def experiments_frame(rows: Iterable[Json]) -> pd.DataFrame:
    """A row an experiment, by number. Columns: facts, then parameters and scores under the paths that filters take
    (model.latentSize, preprocessing.size, clustering.params.nClusters, metrics.silhouette)."""
    records = [{"number": row["number"], **_facts(row), **flat(_choices(row))} for row in rows]
    frame = pd.DataFrame.from_records(records, columns=None if records else ["number", *_FACTS])
    frame["createdAt"] = pd.to_datetime(frame["createdAt"], utc=True)
    # A score that no row has would else be a column of objects, which cannot be sorted or averaged.
    for name in frame.columns:
        if name.startswith("metrics.") and name != "metrics.collapse":
            frame[name] = pd.to_numeric(frame[name]).astype(float)
    parts = ("preprocessing.", "model.", "clustering.", "metrics.")
    ordered = [name for part in parts for name in frame.columns if name.startswith(part)]
    return frame.set_index("number")[[*_FACTS, *ordered]]


def _facts(row: Json) -> Json:
    version = row["datasetVersion"]
    failure = row["failure"]
    return {
        "id": row["id"],
        "name": row["name"],
        "status": row["status"],
        "dataset": row["dataset"] and row["dataset"]["name"],
        "version": version and version["number"],
        "study": row["study"] and row["study"]["name"],
        "seed": row["seed"],
        "tags": row["tags"],
        "createdAt": row["createdAt"],
        "seconds": _seconds_between(row["startedAt"], row["finishedAt"]),
        "failure": failure and f"{failure['code']}: {failure['message']}",
    }


def _choices(row: Json) -> Json:
    return {part: row[part] or {} for part in ("preprocessing", "model", "clustering", "metrics")}


def _seconds_between(start: str | None, end: str | None) -> float:
    if start is None or end is None:
        return math.nan
    began, ended = (datetime.fromisoformat(text) for text in (start, end))
    return (ended - began).total_seconds()


def flat(value: Mapping[str, Any], prefix: str = "") -> Json:
    """{"model": {"kind": "VAE"}} as {"model.kind": "VAE"}; lists stay as they are."""
    found: Json = {}
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            found.update(flat(inner, f"{prefix}{key}."))
        else:
            found[f"{prefix}{key}"] = inner
    return found
