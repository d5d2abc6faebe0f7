"""What a team writes of an experiment, a cluster, a study or a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from types import EllipsisType
from typing import Any, Literal

from . import documents
from .errors import RefusedError
from .samples import Sample
from .session import Session
from .transport import Json

Confidence = Literal["LOW", "MEDIUM", "HIGH"]
Kind = Literal["PHYSICAL", "ARTEFACT", "UNSURE"]


class Observation:
    """A text and a few fields, as they were when they were read; empty where nobody has written yet."""

    def __init__(self, session: Session, subject_id: str) -> None:
        self._session = session
        #: The id of what it is of.
        self.subject_id = subject_id
        self._read(self._subject()["observation"])

    def __repr__(self) -> str:
        return f"<Observation revision {self.revision} {self.label or ''}>"

    def refresh(self) -> Observation:
        """Reads it again."""
        self._read(self._subject()["observation"])
        return self

    def write(self, markdown: str) -> None:
        """Makes it say this Markdown, as an edit of what was read.

        What others have written since stays beside it; `markdown` is then what both say. #17 is a sample, E-42 an
        experiment, @Ada a member of that name. Raises ProblemError, RefusedError.
        """
        input = {"subjectId": self.subject_id, "markdown": markdown, "baseRevision": self.revision}
        written = self._session.transport.mutate(documents.WRITE_OBSERVATION, "writeObservation", input)
        self._read(written["observation"])

    def set(
        self,
        *,
        label: str | None | EllipsisType = ...,
        confidence: Confidence | None | EllipsisType = ...,
        kind: Kind | None | EllipsisType = ...,
        tags: Sequence[str] | EllipsisType = ...,
        representatives: Sequence[int | Sample] | EllipsisType = ...,
        counter_examples: Sequence[int | Sample] | EllipsisType = ...,
    ) -> None:
        """Sets the fields that are given; the others stay, and None empties one.

        Samples are given by ID number, or as they are. Raises ProblemError, RefusedError.
        """
        fields: dict[str, Any] = {
            "label": label,
            "confidence": confidence,
            "kind": kind,
            "tags": tags if isinstance(tags, EllipsisType) else list(tags),
            "representativeIds": self._sample_ids(representatives),
            "counterExampleIds": self._sample_ids(counter_examples),
        }
        given = {name: value for name, value in fields.items() if value is not ...}
        input = {"subjectId": self.subject_id, **given}
        written = self._session.transport.mutate(documents.SET_OBSERVATION_FIELDS, "setObservationFields", input)
        self._read(written["observation"])

    def _subject(self) -> Json:
        found = self._session.node(documents.OBSERVATION_OF, self.subject_id)
        if "observation" not in found:
            raise RefusedError(f"Nothing is written of what has the id {self.subject_id}.", "NOT_FOUND")
        return found

    def _read(self, row: Json | None) -> None:
        empty: Json = {"representatives": [], "counterExamples": [], "tags": []}
        fields = row["fields"] if row else empty
        #: The text; write it back with `write`.
        self.markdown: str = row["markdown"] if row else ""
        #: The number of the revision that was read; 0 before the first.
        self.revision: int = row["revision"] if row else 0
        #: Names of those who wrote of it, the first first.
        self.authors: list[str] = [one["name"] for one in row["authors"]] if row else []
        self.label: str | None = fields.get("label")
        #: LOW, MEDIUM or HIGH.
        self.confidence: str | None = fields.get("confidence")
        #: PHYSICAL, ARTEFACT or UNSURE.
        self.kind: str | None = fields.get("kind")
        self.tags: list[str] = list(fields["tags"])
        #: ID numbers of samples that show it best.
        self.representatives: list[int] = [one["index"] for one in fields["representatives"]]
        #: ID numbers of samples that look like it and are something else.
        self.counter_examples: list[int] = [one["index"] for one in fields["counterExamples"]]
        #: ID numbers of samples that it names and that are not among the members.
        self.missing_members: list[int] = [one["index"] for one in row["missingMembers"]] if row else []

    def _sample_ids(self, samples: Sequence[int | Sample] | EllipsisType) -> list[str] | EllipsisType:
        if isinstance(samples, EllipsisType):
            return ...
        numbers = [one for one in samples if isinstance(one, int)]
        ids = self._ids_of(numbers) if numbers else {}
        return [ids[one] if isinstance(one, int) else one.id for one in samples]

    def _ids_of(self, numbers: Sequence[int]) -> dict[int, str]:
        versions = {row["id"] for row in _versions(self._subject()) if row}
        if len(versions) != 1:
            raise RefusedError("It is of no single data set version: give samples instead of numbers.", "NO_VERSION")
        (version_id,) = versions
        found: dict[int, str] = {}
        for number in numbers:
            page = self._session.node(documents.SAMPLE_AT, version_id, index=number)["samples"]
            rows = [edge["node"] for edge in page["edges"] if edge["node"]["index"] == number]
            if not rows:
                raise RefusedError(f"There is no sample #{number} in the data set version.", "NOT_FOUND")
            found[number] = rows[0]["id"]
        return found


def _versions(subject: Json) -> list[Json | None]:
    if "experiment" in subject:
        return [subject["experiment"]["datasetVersion"]]
    if "experiments" in subject:
        return [one["datasetVersion"] for one in subject["experiments"]]
    return [subject["ofStudy"] if "ofStudy" in subject else subject["datasetVersion"]]
