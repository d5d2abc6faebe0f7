"""Asterism from Python: import images, run studies, and take results as arrays and tables.

import asterism

client = asterism.connect()
version = client.import_folder("~/images", dataset="My discs")
study = client.start_study({"models": [{}], "clusterings": [{"algorithm": "KMEANS"}]}, dataset=version)
study.wait()
study.experiments()           # a pandas DataFrame: a row an experiment, parameters and scores as columns
study.best().latents()        # a numpy array
"""

from .client import Client, connect
from .clusters import Cluster
from .datasets import DatasetVersion, Refusal
from .errors import (
    AsterismError,
    FailedError,
    Problem,
    ProblemError,
    RefusedError,
    UnreachableError,
    WaitTimeoutError,
)
from .experiments import Experiment, Reconstruction
from .observations import Observation
from .samples import Sample
from .studies import Study

__all__ = [
    "AsterismError",
    "Client",
    "Cluster",
    "DatasetVersion",
    "Experiment",
    "FailedError",
    "Observation",
    "Problem",
    "ProblemError",
    "Reconstruction",
    "RefusedError",
    "Refusal",
    "Sample",
    "Study",
    "UnreachableError",
    "WaitTimeoutError",
    "connect",
]
