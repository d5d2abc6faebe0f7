"""Every example and every block of code of the page about the client, run as they stand on small images."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import asterism
import matplotlib.image
import nbclient
import nbformat
import numpy as np
import pytest
from conftest import SAMPLES

ROOT = Path(__file__).parents[3]
NOTEBOOK = ROOT / "examples/notebook/study.ipynb"
# Enough to see that normalisations and models are told apart; the notebook finds what the script has run.
MODELS = ["DENSE", "CONV"]
EPOCHS = 2
SIZE = 32


@pytest.fixture(scope="module")
def results(client: asterism.Client, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    out = tmp_path_factory.mktemp("results")
    options = ["--models", *MODELS, "--epochs", str(EPOCHS), "--size", str(SIZE), "--out", str(out)]
    said = run("examples/python/study.py", str(folder), "--dataset", f"Study {os.getpid()}", *options)
    return out, said


def run(script: str, *args: str) -> str:
    done = subprocess.run([sys.executable, ROOT / script, *args], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_script_runs_the_whole_study(results: tuple[Path, str]) -> None:
    out, said = results
    assert "refused notes.txt: " in said
    assert "(NOT_FITS)" in said
    assert "HDBSCAN" in said
    assert numbers_in(said) == list(range(SAMPLES))
    labels = np.load(out / "labels.npy")
    latents = np.load(out / "latents.npy")
    assert labels.shape == (SAMPLES,)
    assert latents.shape == (SAMPLES, 64)
    assert np.load(out / "pca.npy").shape == np.load(out / "tsne.npy").shape == (SAMPLES, 2)
    table = (out / "experiments.csv").read_text().splitlines()
    assert len(table) == 1 + 2 * len(MODELS) * 3


def test_a_script_changes_k(client: asterism.Client, version: asterism.DatasetVersion) -> None:
    lines = run("examples/python/change_k.py").splitlines()
    labels = [int(line.split()[1]) for line in lines if re.fullmatch(r"\d+ +-?\d+", line)]
    assert len(labels) == SAMPLES
    assert set(labels) == {0, 1, 2, 3}


def test_a_script_describes_the_clusters_below_what_people_wrote(study: asterism.Study) -> None:
    best = study.best()
    first = best.clusters()[0].observation()
    first.write("Ours.")
    said = run("examples/python/describe_clusters.py", f"E-{best.number}").splitlines()
    assert len(said) == len(best.clusters())
    again = first.refresh()
    assert again.markdown.startswith("Ours.\n\n## In numbers\n\n- ")
    assert [f"#{index}" in again.markdown for index in again.representatives] == [True] * len(again.representatives)
    assert run("examples/python/describe_clusters.py", f"E-{best.number}") == ""


def test_a_notebook_shows_the_nine_steps(
    results: tuple[Path, str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whose notebooks these are is nobody's business here: no history, no settings of one's own.
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    notebook = with_parameters(
        nbformat.read(NOTEBOOK, as_version=4),
        FOLDER=str(folder),
        DATASET=f"Study {os.getpid()}",
        MODELS=MODELS,
        EPOCHS=EPOCHS,
        SIZE=SIZE,
    )
    nbclient.NotebookClient(notebook, timeout=300).execute()

    steps = by_step(notebook)
    figures = {step: sum(is_drawn(png) for png in pictures(cells)) for step, cells in steps.items()}
    assert figures == {1: 1, 2: 1, 3: 1, 4: 2, 5: 1, 6: 1, 7: 1, 8: 2, 9: 1}
    said = {step: texts(cells) for step, cells in steps.items()}
    assert "PRIMARY" in said[1]
    assert said[3].startswith("Keep 0")
    for kind in MODELS:
        assert kind in said[4]
    assert f"({SAMPLES}, 64)" in said[5]
    assert re.search(r"k = \d is ", said[6])
    for name in ("k-means", "Gaussian mixture", "HDBSCAN"):
        assert name in said[7]
    assert numbers_in(said[8]) == list(range(SAMPLES))
    assert re.search(r"Cluster 0: \d+ samples around #\d+", said[9])


def test_a_notebook_is_kept_without_what_it_showed() -> None:
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)


def test_the_page_about_the_client_is_true(client: asterism.Client, folder: Path) -> None:
    page = (ROOT / "clients/python/README.md").read_text()
    code = "\n".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL))
    smaller = code.replace("~/images", str(folder)).replace('"epochs": 20', '"epochs": 1')
    known: dict[str, Any] = {}
    exec(compile(smaller, "README.md", "exec"), known)
    known["client"].close()
    assert known["latents"].shape[0] == len(known["labels"]) == SAMPLES
    assert len(known["table"]) == 2


def with_parameters(notebook: Any, **values: object) -> Any:
    """The notebook with another cell behind the one that is marked "parameters"."""
    place = next(i for i, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", []))
    given = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    notebook.cells.insert(place + 1, nbformat.v4.new_code_cell(given))
    return notebook


def by_step(notebook: Any) -> dict[int, list[Any]]:
    """The cells below each heading "## 1. ..."."""
    found: dict[int, list[Any]] = {}
    for cell in notebook.cells:
        heading = re.match(r"## (\d)\.", cell.source) if cell.cell_type == "markdown" else None
        if heading:
            found[int(heading[1])] = []
        elif found:
            found[max(found)].append(cell)
    return found


def pictures(cells: list[Any]) -> list[bytes]:
    data = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    return [base64.b64decode(one["image/png"]) for one in data if "image/png" in one]


def is_drawn(png: bytes) -> bool:
    """Whether there is more in it than axes and words, which are black on white: colour."""
    colours = matplotlib.image.imread(io.BytesIO(png))[..., :3]
    return int((np.ptp(colours, axis=2) > 0.2).sum()) > 100


def texts(cells: list[Any]) -> str:
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return "".join(
        output.text if output.output_type == "stream" else output.get("data", {}).get("text/plain", "")
        for output in outputs
        if output.get("name") != "stderr"
    )


def numbers_in(said: str) -> list[int]:
    """ID numbers of the lines that list a cluster's members."""
    lines = re.findall(r"^(?:cluster -?\d+|noise): (#.*)$", said, re.MULTILINE)
    return sorted(int(number) for line in lines for number in re.findall(r"#(\d+)", line))
