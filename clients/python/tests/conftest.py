"""The tests make data sets and studies, so they take no server by chance: only that of ASTERISM_HOME."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import asterism
import pytest
from discs import write_discs

SAMPLES = 12


@pytest.fixture(scope="session")
def client() -> Iterator[asterism.Client]:
    if not os.environ.get("ASTERISM_HOME") and not os.environ.get("CI"):
        pytest.skip("ASTERISM_HOME names no server to try on")
    with asterism.connect() as found:
        yield found


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve images, and a file that is none."""
    made = tmp_path_factory.mktemp("images")
    write_discs(made, count=SAMPLES, size=32)
    (made / "notes.txt").write_text("hello")
    return made


@pytest.fixture(scope="session")
def version(client: asterism.Client, folder: Path) -> asterism.DatasetVersion:
    return client.import_folder(folder, dataset=f"From Python {os.getpid()}", progress=False)


@pytest.fixture(scope="session")
def study(client: asterism.Client, version: asterism.DatasetVersion) -> asterism.Study:
    study = {
        "name": f"From Python {os.getpid()}",
        "preprocessings": [{"channels": [0, 1], "alignment": "NONE", "normalization": "GLOBAL", "size": 32}],
        "models": [{"kind": "CONV", "epochs": 2, "latentSize": 8}],
        "clusterings": [
            {"algorithm": "KMEANS", "scanFrom": 2, "scanTo": 4},
            {"algorithm": "GMM", "params": {"nComponents": 3}},
        ],
        "projections": ["PCA"],
    }
    return client.start_study(study, dataset=version).wait(progress=False, timeout=300)
