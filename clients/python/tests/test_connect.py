from __future__ import annotations

import json
from pathlib import Path

import asterism
import pytest
from asterism.server import Server, find_server

HERE = {"web": "http://localhost:1", "api": "http://localhost:1/graphql", "token": "here"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / ".asterism").mkdir()
    (tmp_path / ".asterism" / "run.json").write_text(json.dumps(HERE))
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "config" / "asterism").mkdir(parents=True)
    return tmp_path


def environ(place: Path, **more: str) -> dict[str, str]:
    return {"XDG_CONFIG_HOME": str(place / "config"), **more}


def log_in(place: Path) -> None:
    login = {"url": "https://team.example", "token": "kept"}
    (place / "config" / "asterism" / "login.json").write_text(json.dumps(login))


def test_arguments_go_before_the_environment_and_that_before_what_is_kept(place: Path) -> None:
    env = environ(place, ASTERISM_URL="http://env", ASTERISM_TOKEN="env")
    assert find_server("http://given/", "given", env, place) == Server("http://given/graphql", "given")
    assert find_server(None, None, env, place) == Server("http://env/graphql", "env")
    below = place / "deep" / "er"
    assert find_server(None, None, environ(place), below) == Server(HERE["api"], "here")
    log_in(place)
    assert find_server(None, None, environ(place), below) == Server("https://team.example/graphql", "kept")
    home = environ(place, ASTERISM_HOME=str(place / ".asterism"))
    assert find_server(None, None, home, Path("/")) == Server(HERE["api"], "here")


def test_a_token_is_shown_to_its_own_server_alone(place: Path) -> None:
    log_in(place)
    assert find_server("https://TEAM.example/", None, environ(place), place).token == "kept"
    assert find_server("http://localhost:1", None, environ(place), place).token == "here"
    with pytest.raises(asterism.AsterismError) as missing:
        find_server("https://elsewhere.example", None, environ(place), place)
    assert missing.value.code == "TOKEN_MISSING"


def test_what_makes_no_sense_is_said(place: Path) -> None:
    for url in ("elsewhere", "ftp://elsewhere"):
        with pytest.raises(asterism.AsterismError) as refused:
            find_server(url, "x", {}, place)
        assert refused.value.code == "BAD_URL"
    (place / ".asterism" / "run.json").write_text("{")
    with pytest.raises(asterism.AsterismError) as broken:
        find_server(None, None, environ(place), place)
    assert broken.value.code == "BAD_FILE"
    with pytest.raises(asterism.AsterismError) as missing:
        find_server(None, None, environ(place, ASTERISM_HOME=str(place / "deep")), place)
    assert missing.value.code == "SERVER_MISSING"


def test_a_wrong_token_and_a_wrong_workspace_are_refused(client: asterism.Client) -> None:
    with pytest.raises(asterism.RefusedError) as refused:
        asterism.connect(token="ast_wrong")
    assert refused.value.code == "UNAUTHENTICATED"
    with pytest.raises(asterism.RefusedError) as refused:
        asterism.connect(workspace="not-mine")
    assert refused.value.code == "NOT_FOUND"
    with pytest.raises(asterism.RefusedError) as refused:
        client.query("{ nothing }")
    assert refused.value.code == "GRAPHQL_VALIDATION_FAILED"


def test_a_token_that_reads_writes_nothing(client: asterism.Client, version: asterism.DatasetVersion) -> None:
    made = client.query(
        "mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }",
        input={"name": "Reads", "scope": "READ", "workspace": client.workspace},
    )
    with asterism.connect(token=made["createApiToken"]["secret"]) as reader:
        assert version.dataset in reader.datasets().index
        with pytest.raises(asterism.AsterismError) as refused:
            reader.start_experiment(dataset=version)
    assert refused.value.code == "FORBIDDEN"
