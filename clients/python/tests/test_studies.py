from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import asterism
import numpy as np
import pandas as pd
import pytest
from conftest import SAMPLES


def test_experiments_are_a_table_of_parameters_and_scores(study: asterism.Study) -> None:
    frame = study.experiments()
    assert sorted(frame["clustering.algorithm"]) == ["GMM", "KMEANS"]
    assert set(frame["model.latentSize"]) == {8}
    assert frame["preprocessing.channels"].iloc[0] == [0, 1]
    assert list(frame["status"]) == ["SUCCEEDED", "SUCCEEDED"]
    assert frame["metrics.silhouette"].dtype == np.float64
    assert frame["metrics.mseWithoutSkips"].dtype == np.float64
    assert isinstance(frame["createdAt"].dtype, pd.DatetimeTZDtype)
    assert (frame["seconds"] >= 0).all()


def test_filters_and_orders_take_the_names_of_the_columns(client: asterism.Client, study: asterism.Study) -> None:
    study_id = {"studyId": study.id}
    mixtures = client.experiments({**study_id, "where": [{"field": "clustering.params.nComponents", "equals": 3}]})
    assert list(mixtures["clustering.algorithm"]) == ["GMM"]
    ordered = client.experiments(study_id, [{"field": "SILHOUETTE", "direction": "DESC"}])["metrics.silhouette"]
    assert len(ordered) == 2
    # Those without one come last.
    assert ordered.dropna().is_monotonic_decreasing
    assert ordered.notna().is_monotonic_decreasing
    assert len(client.experiments({"text": "nothing is called like this"})) == 0


def test_results_are_arrays(study: asterism.Study) -> None:
    best = study.best()
    assert (best.latents().shape, best.latents().dtype) == ((SAMPLES, 8), np.float32)
    assert (best.labels().shape, best.labels().dtype) == ((SAMPLES,), np.int32)
    assert best.projection("pca").shape == (SAMPLES, 2)
    assert len(best.projection_scores()["explainedVariance"]) == 2
    assert list(best.per_sample()["label"]) == list(best.labels())
    assert list(best.curve().index) == [1, 2]
    with pytest.raises(asterism.RefusedError) as refused:
        best.projection("UMAP")
    assert refused.value.code == "NOT_THERE"


def test_a_mixture_has_responsibilities_and_a_scan_a_best(client: asterism.Client, study: asterism.Study) -> None:
    numbers = {row["clustering.algorithm"]: number for number, row in study.experiments().iterrows()}
    mixture, means = client.experiment(f"E-{numbers['GMM']}"), client.experiment(numbers["KMEANS"])
    np.testing.assert_allclose(mixture.responsibilities().sum(axis=1), 1, atol=1e-5)
    with pytest.raises(asterism.RefusedError):
        means.responsibilities()
    scan = means.scan()
    assert list(scan["value"]) == [2, 3, 4]
    assert scan["best"].sum() == 1
    assert scan.loc[scan["best"], "value"].item() == means.metrics["clusterCount"]
    assert means.recommendation()
    assert {"fact", "strength", "sentence"} <= set(means.associations().columns)


def test_clusters_hold_the_samples_that_the_labels_name(study: asterism.Study) -> None:
    best = study.best()
    labels = best.labels()
    for cluster in best.clusters():
        expected = list(np.flatnonzero(labels == cluster.label))
        assert list(cluster.members().index) == expected
        assert cluster.size == len(expected)
        if not cluster.is_noise:
            assert cluster.members("MIDDLE_FIRST").index[0] == cluster.medoid


def test_reconstructions_come_the_worst_first(study: asterism.Study) -> None:
    found = study.best().reconstructions(3)
    assert [one.original.shape for one in found] == [(2, 32, 32)] * 3
    errors = [one.mse for one in found]
    assert errors == sorted(errors, reverse=True)
    for one in found:
        assert np.mean((one.original - one.reconstruction) ** 2) == pytest.approx(one.mse, rel=1e-4)


def test_labels_of_experiments_are_compared(client: asterism.Client, study: asterism.Study) -> None:
    first, second = (client.experiment(number) for number in study.experiments().index)
    table = client.agreement([first, f"E-{second.number}"])
    assert table.loc[first.number, first.number] == 1
    assert table.loc[first.number, second.number] == table.loc[second.number, first.number]
    with pytest.raises(asterism.AsterismError) as refused:
        client.agreement([first])
    assert refused.value.code == "BAD_USER_INPUT"


def test_what_people_write_of_an_experiment_is_changed(client: asterism.Client, study: asterism.Study) -> None:
    best = study.best()
    assert best.notes == ""
    best.edit(notes="Wide ones and narrow ones.", add_tags=["seen"])
    assert best.notes == "Wide ones and narrow ones."
    assert list(client.experiments({"studyId": study.id, "tag": "seen"}).index) == [best.number]
    best.edit(remove_tags=["seen"])
    assert client.experiment(best.id).notes == best.notes
    with pytest.raises(asterism.ProblemError) as refused:
        best.edit(name=" ")
    assert refused.value.problems[0].path == ("name",)


def test_what_is_wrong_is_raised_with_its_place(client: asterism.Client, version: asterism.DatasetVersion) -> None:
    wrong = {"models": [{"kind": "CONV", "epochs": -1}], "clusterings": [{"algorithm": "KMEANS"}]}
    with pytest.raises(asterism.ProblemError) as refused:
        client.start_study(wrong, dataset=version)
    assert refused.value.problems[0].path == ("models", "0", "epochs")
    assert refused.value.code == "TOO_SMALL"


def test_a_yaml_file_is_a_study(client: asterism.Client, version: asterism.DatasetVersion, tmp_path: Path) -> None:
    file = tmp_path / "Small.yaml"
    file.write_text("models: [{ kind: CONV, epochs: 2, latentSize: 8 }]\nclusterings: [{ algorithm: KMEANS }]\n")
    study = client.start_study(file, dataset=version)
    assert study.name == "Small"
    assert client.study("Small").id == study.id
    study.cancel()
    file.write_text("models: [")
    with pytest.raises(asterism.AsterismError) as refused:
        client.start_study(file, dataset=version)
    assert refused.value.code == "BAD_FILE"


def test_ctrl_c_ends_the_wait_and_not_the_study(client: asterism.Client, version: asterism.DatasetVersion) -> None:
    long = {"models": [{"kind": "CONV", "epochs": 5000}], "clusterings": [{"algorithm": "KMEANS"}]}
    study = client.start_study(long, dataset=version, name="Long from Python")
    with pytest.raises(asterism.WaitTimeoutError):
        study.wait(progress=False, timeout=0.3)
    threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        study.wait(progress=False, timeout=60)
    assert study.refresh().status == "RUNNING"
    study.cancel()
    with pytest.raises(asterism.FailedError) as failed:
        study.wait(progress=False, timeout=60)
    assert failed.value.code == "CANCELLED"


def test_one_experiment_alone(client: asterism.Client, version: asterism.DatasetVersion, study: asterism.Study) -> None:
    choices = {
        "preprocessing": {"channels": [0, 1], "alignment": "NONE", "normalization": "GLOBAL", "size": 32},
        "model": {"kind": "CONV", "epochs": 2, "latentSize": 8},
        "clustering": {"algorithm": "KMEANS", "params": {"nClusters": 2}},
    }
    made = client.start_experiment(choices, dataset=version).wait(progress=False, timeout=120)
    assert made.parameters["clustering.params.nClusters"] == 2
    # Everything up to the latents was there.
    np.testing.assert_array_equal(made.latents(), study.best().latents())


def test_algorithms_say_what_speaks_for_and_against_them(client: asterism.Client) -> None:
    found = client.algorithms()
    assert set(found.index[found["group"] == "CLUSTERING"]) == {"KMEANS", "GMM", "HDBSCAN"}
    assert (found["pro"].str.len() > 0).all()
    assert (found["con"].str.len() > 0).all()
    assert "nClusters" in found.loc["KMEANS", "parameters"]["properties"]
