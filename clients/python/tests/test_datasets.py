from __future__ import annotations

from pathlib import Path

import asterism
import numpy as np
import pytest
from conftest import SAMPLES


def test_each_file_is_accepted_or_refused_with_the_reason(version: asterism.DatasetVersion) -> None:
    assert (version.status, version.sample_count, version.number) == ("READY", SAMPLES, 1)
    assert [(file.name, file.code) for file in version.refused] == [("notes.txt", "NOT_FITS")]
    samples = version.samples()
    assert list(samples.index) == list(range(SAMPLES))
    assert samples.loc[3, "file_name"] == "disc_03.fits"


def test_a_sample_has_pixels_header_and_structure(version: asterism.DatasetVersion, folder: Path) -> None:
    sample = version.sample(3)
    data = (folder / "disc_03.fits").read_bytes()[2880:]
    expected = np.frombuffer(data[: 4 * 32 * 32 * 4], ">f4").reshape(4, 32, 32)
    np.testing.assert_array_equal(sample.pixels(), expected)
    assert sample.hdus().loc[0, "shape"] == [4, 32, 32]
    cards = sample.header()
    assert dict(zip(cards["keyword"], cards["value"], strict=True))["NAXIS"] == 3
    with pytest.raises(asterism.RefusedError) as refused:
        version.sample(SAMPLES)
    assert refused.value.code == "NOT_FOUND"


def test_a_preview_shows_what_a_model_sees(version: asterism.DatasetVersion) -> None:
    sample = version.sample(0)
    both = {"channels": [0, 1], "alignment": "NONE", "size": 32}
    whole = sample.preview({**both, "normalization": "GLOBAL"})
    each = sample.preview({**both, "normalization": "PER_CHANNEL"})
    assert whole.shape == each.shape == (2, 32, 32)
    # The second channel has a third of the light: by itself it reaches as far up, together with the first it does not.
    assert each[1].max() == pytest.approx(1, abs=1e-3)
    assert whole[1].max() < 0.5


def test_channels_are_reported_on(version: asterism.DatasetVersion) -> None:
    report = version.channel_report()
    assert np.array(report["correlation"]).shape == (4, 4)
    assert report["correlation"][1][2] > 0.9
    assert 0 in report["keep"]
    assert 3 not in report["keep"]
    assert report["summary"]


def test_a_data_set_is_found_by_name_and_version(client: asterism.Client, version: asterism.DatasetVersion) -> None:
    assert client.dataset(version.dataset).id == version.id
    assert client.dataset(f"{version.dataset}@1").id == version.id
    row = client.datasets().loc[version.dataset]
    assert (row["version"], row["status"], row["samples"]) == (1, "READY", SAMPLES)
    for name in (f"{version.dataset}@7", "No such data"):
        with pytest.raises(asterism.RefusedError) as refused:
            client.dataset(name)
        assert refused.value.code == "NOT_FOUND"


def test_a_folder_without_an_image_fails_with_the_first_reason(client: asterism.Client, tmp_path: Path) -> None:
    (tmp_path / "empty.fits").write_bytes(b"")
    with pytest.raises(asterism.FailedError) as failed:
        client.import_folder(tmp_path, dataset="Empty from Python", progress=False)
    assert failed.value.code == "EMPTY_FILE"
    with pytest.raises(asterism.AsterismError) as missing:
        client.import_folder(tmp_path / "nowhere", dataset="Nowhere from Python")
    assert missing.value.code == "NO_FOLDER"
    assert "Nowhere from Python" not in client.datasets().index


def test_a_server_folder_outside_its_roots_is_a_problem(client: asterism.Client) -> None:
    with pytest.raises(asterism.ProblemError) as refused:
        client.import_folder("/", dataset="Root from Python", on_server=True, progress=False)
    assert [problem.path for problem in refused.value.problems] == [("serverFolder",)]
