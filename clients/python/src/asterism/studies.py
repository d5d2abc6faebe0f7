"""Studies: many experiments from a grid of choices."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from . import documents
from .errors import AsterismError, FailedError, ProblemError, RefusedError
from .experiments import Experiment
from .observations import Observation
from .session import Session
from .tables import experiment_rows, experiments_frame
from .transport import Json
from .waiting import LIVE, step_in_words, watching


class Study:
    """A set of experiments expanded from a grid of choices."""

    def __init__(self, session: Session, id: str) -> None:
        self._session = session
        self.id = id

    @cached_property
    def _row(self) -> Json:
        return self._session.node(documents.STUDY, self.id)

    def __repr__(self) -> str:
        return f"<Study {self.name} {self.status}>"

    def refresh(self) -> Study:
        """Forgets what was read of it."""
        self.__dict__.pop("_row", None)
        return self

    @property
    def name(self) -> str:
        return str(self._row["name"])

    @property
    def status(self) -> str:
        """RUNNING while any experiment runs or waits; FAILED or CANCELLED where none succeeded."""
        return str(self._row["status"])

    @property
    def sentence(self) -> str | None:
        """Which choice reconstructs and which clusters best, and whether that is more than the seeds' spread."""
        found = self._row["board"]["sentence"]
        return None if found is None else str(found)

    def observation(self) -> Observation:
        """What was written of it; empty where nobody has."""
        return Observation(self._session, self.id)

    def wait(self, *, progress: bool = True, timeout: float | None = None) -> Study:
        """Waits until every experiment is over, with a progress bar.

        Ctrl-C ends the wait and not the study: call wait again to go on waiting, or cancel. Raises FailedError where no
        experiment succeeded (where only some did, see `experiments()["failure"]`), and WaitTimeoutError.
        """
        with watching(self.name, progress=progress, timeout=timeout) as watch:
            while True:
                share, words, is_over = self._look()
                watch.show(share, words)
                if is_over:
                    break
                watch.pause()
        self.refresh()
        if self.status != "SUCCEEDED":
            failures = self.experiments()["failure"].dropna()
            first = str(failures.iloc[0]) if len(failures) else self.status
            raise FailedError(f"{self.name}: no experiment succeeded. {first}", first.split(":")[0])
        return self

    def experiments(self) -> pd.DataFrame:
        """A row an experiment, by number, parameters and scores as columns; see Client.experiments."""
        return experiments_frame(experiment_rows(self._session, {"studyId": self.id}, None))

    def best(self) -> Experiment:
        """The one with the highest mean silhouette. Raises RefusedError while none has succeeded."""
        found = self.refresh()._row["best"]
        if found is None:
            raise RefusedError(f"No experiment of {self.name} has succeeded yet.", "NOT_THERE")
        return Experiment(self._session, found["id"])

    @property
    def best_reason(self) -> str | None:
        """Why that one, in a sentence; None while none has succeeded."""
        found = self._row["bestReason"]
        return None if found is None else str(found)

    def cancel(self) -> None:
        """Stops every experiment that is not over."""
        live = {"studyId": self.id, "status": sorted(LIVE)}
        for row in list(experiment_rows(self._session, live, None)):
            try:
                Experiment(self._session, row["id"]).cancel()
            except ProblemError:
                # It may have ended between being listed and being stopped.
                if Experiment(self._session, row["id"]).status in LIVE:
                    raise
        self.refresh()

    def _look(self) -> tuple[float, str, bool]:
        running = {"studyId": self.id, "status": ["RUNNING"]}
        found = self._session.transport.query(
            documents.STUDY_PROGRESS, id=self.id, workspace=self._session.workspace, running=running
        )
        node = found["node"]
        if not node:
            raise RefusedError("The study is no longer there.", "NOT_FOUND")
        count = node["experiments"]["totalCount"]
        now = [edge["node"] for edge in found["experiments"]["edges"]]
        # What runs counts by its fraction, so that the bar of a study of one experiment moves as well.
        share = node["progress"] + sum(row["progress"]["fraction"] for row in now) / max(count, 1)
        words = ", ".join(f"E-{row['number']} {step_in_words(row['progress'])}" for row in now)
        done = f"{round(node['progress'] * count)} of {count} experiments"
        return min(share, 1.0), f"{done}; {words}" if words else done, node["status"] not in LIVE


def study_input(study: Mapping[str, Any] | str | Path) -> dict[str, Any]:
    """The keys and values of CreateStudyInput from a mapping or a YAML file. Raises AsterismError."""
    if isinstance(study, Mapping):
        found: Any = dict(study)
    else:
        path = Path(study).expanduser()
        try:
            found = yaml.safe_load(path.read_text("utf-8"))
        except OSError as wrong:
            raise AsterismError(f"{path} cannot be read: {wrong.strerror}.", "BAD_FILE") from wrong
        except yaml.YAMLError as wrong:
            raise AsterismError(f"{path} is no YAML: {wrong}", "BAD_FILE") from wrong
        if not isinstance(found, dict):
            raise AsterismError(f"{path} holds no study: it must have models and clusterings.", "BAD_FILE")
        found = {"name": path.stem, **found}
    return {"preprocessings": [{}], **found}
