"""Writes a first observation of every cluster: how large it is, and which samples are in its middle.

    python examples/python/describe_clusters.py E-42

What people have written stays: the lines are put below it, once.
"""

import sys

import asterism

HEADING = "## In numbers"

with asterism.connect() as client:
    for cluster in client.experiment(sys.argv[1]).clusters():
        observation = cluster.observation()
        if HEADING in observation.markdown:
            continue
        middle = [int(index) for index in cluster.members("MIDDLE_FIRST").index[:3]]
        share = "" if cluster.silhouette is None else f", silhouette {cluster.silhouette:.2f}"
        lines = [
            observation.markdown,
            HEADING,
            f"- {cluster.size} samples{share}",
            f"- in its middle: {', '.join(f'#{index}' for index in middle)}",
        ]
        observation.write("\n\n".join(lines))
        if not observation.representatives:
            observation.set(representatives=middle)
        print(f"cluster {cluster.label}: revision {observation.revision}")
