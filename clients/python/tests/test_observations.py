"""Observations: written by two at once, and read again."""

from __future__ import annotations

import asterism
import pytest


@pytest.fixture
def cluster(study: asterism.Study) -> asterism.Cluster:
    return study.best().clusters()[-1]


def test_what_two_write_at_once_is_both_there(cluster: asterism.Cluster) -> None:
    first = cluster.observation()
    first.write("# Discs\n\nThey are round.\n\nSome are bright.")
    second = cluster.observation()
    assert second.markdown == "# Discs\n\nThey are round.\n\nSome are bright.\n"
    assert second.revision == first.revision > 0

    first.write("# Discs\n\nThey are nearly round.\n\nSome are bright.")
    second.write("# Discs\n\nThey are round.\n\nSome are bright, see #3 and $z = 0$.")
    assert second.markdown == "# Discs\n\nThey are nearly round.\n\nSome are bright, see #3 and $z = 0$.\n"
    assert first.refresh().markdown == second.markdown


def test_fields_are_set_one_by_one(cluster: asterism.Cluster) -> None:
    member = int(cluster.members().index[0])
    observation = cluster.observation()
    observation.set(label="Discs", confidence="HIGH", kind="PHYSICAL", tags=["round"], representatives=[member])
    observation.set(confidence=None, counter_examples=[])
    again = cluster.observation()
    assert (again.label, again.confidence, again.kind, again.tags) == ("Discs", None, "PHYSICAL", ["round"])
    assert (again.representatives, again.counter_examples) == ([member], [])


def test_what_cannot_be_written_is_said(cluster: asterism.Cluster, client: asterism.Client) -> None:
    with pytest.raises(asterism.ProblemError) as refused:
        cluster.observation().write(">" * 50)
    assert refused.value.problems[0].code == "TEXT_TOO_DEEP"
    with pytest.raises(asterism.RefusedError):
        cluster.observation().set(representatives=[9999])
    with pytest.raises(asterism.RefusedError):
        client.observation("nothing")


def test_an_experiment_and_a_study_have_one_too(study: asterism.Study) -> None:
    assert study.best().observation().revision == 0
    observation = study.observation()
    observation.write("k = 3 says most.")
    assert study.observation().markdown == "k = 3 says most.\n"
    assert observation.authors
