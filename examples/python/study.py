"""A whole study from one script: a folder of FITS files, several autoencoders, and what their latents divide into.

    pip install clients/python
    python examples/python/study.py ~/images --dataset "My discs" --out results

Needs a running server (`npm start`, or ASTERISM_URL and ASTERISM_TOKEN). Writes a table of all experiments, and the
latents, labels and maps of the best one. Run again, everything that is known is reused.
"""

import argparse
from pathlib import Path

import asterism
import numpy as np

MODELS = ["DENSE", "CONV", "VAE", "ALEXNET", "RESNET", "RESNET_VAE", "UNET_VAE"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Runs a whole study over a folder of FITS files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dataset", default="My discs")
    parser.add_argument("--models", nargs="+", choices=MODELS, default=MODELS)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--size", type=int, default=64, help="pixels a side, as the models see the images")
    parser.add_argument("--out", type=Path, default=Path("results"))
    options = parser.parse_args()

    with asterism.connect() as client:
        version = client.import_folder(options.folder, options.dataset)
        for file in version.refused:
            print(f"refused {file.name}: {file.message} ({file.code})")
        print(version.sample(0).hdus())
        report = version.channel_report()
        print(report["summary"])

        study = client.start_study(
            {
                "name": f"{options.dataset}: models",
                "preprocessings": [
                    {
                        "channels": report["keep"],
                        "normalization": way,
                        "alignment": "DEPROJECT",
                        "geometry": "CARTESIAN",
                        "size": options.size,
                    }
                    for way in ("GLOBAL", "PER_CHANNEL")
                ],
                "models": [{"kind": kind, "epochs": options.epochs} for kind in options.models],
                "clusterings": [
                    {"algorithm": "KMEANS", "scanFrom": 2, "scanTo": 6},
                    {"algorithm": "GMM", "scanFrom": 2, "scanTo": 6},
                    {"algorithm": "HDBSCAN"},
                ],
                "projections": ["PCA", "TSNE"],
            },
            dataset=version,
        ).wait()
        print(study.sentence)
        save(study, options.out)


def save(study: asterism.Study, out: Path) -> None:
    """Writes experiments.csv, and of the best experiment latents.npy, labels.npy, pca.npy and tsne.npy."""
    out.mkdir(parents=True, exist_ok=True)
    experiments = study.experiments()
    experiments.to_csv(out / "experiments.csv")
    shown = ["preprocessing.normalization", "model.kind", "clustering.algorithm"]
    scores = ["metrics.mse", "metrics.msSsim", "metrics.clusterCount", "metrics.silhouette"]
    print(experiments.sort_values("metrics.silhouette", ascending=False)[shown + scores].to_string())

    best = study.best()
    np.save(out / "latents.npy", best.latents())
    np.save(out / "labels.npy", best.labels())
    for kind in ("PCA", "TSNE"):
        np.save(out / f"{kind.lower()}.npy", best.projection(kind))
    print(best.recommendation())
    for cluster in best.clusters():
        name = "noise" if cluster.is_noise else f"cluster {cluster.label}"
        print(f"{name}: {', '.join(f'#{index}' for index in cluster.members().index)}")


if __name__ == "__main__":
    main()
