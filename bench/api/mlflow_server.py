"""MLflow's tracking server over a store of N finished runs of 20 parameters and 8 metrics each, for bench/api.ts.

The same runs as MLflow's own client would log, written through its store; a folder that holds them already is used
again. Prints {"port", "experimentId", "runs"} as JSON once the server answers, and serves until stdin ends.

usage: mlflow_server.py FOLDER [RUNS=10000] [PORT=5937]      needs: mlflow
"""
import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request

from mlflow.entities import Metric, Param
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

folder = sys.argv[1]
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
port = int(sys.argv[3]) if len(sys.argv) > 3 else 5937
os.makedirs(folder, exist_ok=True)
uri = f"sqlite:///{folder}/mlflow-{runs}.db"
done = f"{folder}/mlflow-{runs}.json"


def fill() -> str:
    store = SqlAlchemyStore(uri, folder)
    rnd = random.Random(1)
    experiment = store.create_experiment(f"bench {time.time()}")
    for i in range(runs):
        run = store.create_run(experiment, "u", i, [], f"run {i}").info.run_id
        metrics = [Metric(f"m{j}", rnd.random(), i, 0) for j in range(8)]
        params = [Param(f"p{j}", str(rnd.randrange(50))) for j in range(20)]
        store.log_batch(run, metrics, params, [])
    with open(done, "w") as file:
        json.dump({"experimentId": experiment}, file)
    return experiment


def stored() -> str:
    if os.path.exists(done):
        with open(done) as file:
            return json.load(file)["experimentId"]
    return fill()


experiment = stored()
server = subprocess.Popen(
    [sys.executable, "-m", "mlflow", "server", "--backend-store-uri", uri, "--port", str(port), "--workers", "2"],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
    start_new_session=True,
)
try:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2).read()
            break
        except OSError:
            time.sleep(0.5)
    print(json.dumps({"port": port, "experimentId": experiment, "runs": runs}), flush=True)
    sys.stdin.read()
finally:
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        # One of its workers died under load: then it waits for ever.
        os.killpg(server.pid, signal.SIGKILL)
