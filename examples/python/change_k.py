"""Takes the newest data set, clusters its latents into four groups, and prints the label of every sample.

    python examples/python/change_k.py      with a server on this machine: its address and token are in run.json

A second run with another nClusters trains nothing: everything up to the latents is reused.
"""

import asterism

with asterism.connect() as client:
    dataset = client.datasets().index[0]
    experiment = client.start_experiment(
        {
            "preprocessing": {"channels": [0, 1], "normalization": "GLOBAL", "size": 64},
            "model": {"kind": "CONV", "epochs": 20},
            "clustering": {"algorithm": "KMEANS", "params": {"nClusters": 4}},
        },
        dataset=dataset,
    ).wait()
    print(experiment.name, experiment.metrics["silhouette"])
    print(experiment.per_sample()["label"].to_string())
