"""scikit-learn's side of bench/cluster.ts: reads "task rows columns" lines, answers each with one JSON line.

usage: peer.py FOLDER, which holds <task>.f64 (little-endian, row after row)
"""
import json, os, sys, time, warnings
import numpy as np, sklearn
from sklearn.cluster import HDBSCAN, KMeans
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")


def kmeans(k, fits=None):
    def run(x):
        if fits is None:
            fit = KMeans(k, init=x[:k], n_init=1).fit(x)
            return {"inertia": fit.inertia_, "iterations": fit.n_iter_}
        found = [KMeans(k, n_init=1, random_state=seed).fit(x) for seed in range(fits)]
        return {
            "inertia": np.mean([fit.inertia_ for fit in found]),
            "iterations": sum(fit.n_iter_ for fit in found),
        }

    return run


def scan(x):
    scores = {}
    for k in range(2, 7):
        labels = KMeans(k, n_init=10, random_state=0).fit_predict(x)
        scores[k] = silhouette_score(x, labels)
        davies_bouldin_score(x, labels)
        calinski_harabasz_score(x, labels)
    return {"best": max(scores, key=scores.get)}


def gmm(x):
    fit = GaussianMixture(6, random_state=0).fit(x)
    return {"logLikelihood": fit.score(x), "iterations": fit.n_iter_}


def hdbscan(x):
    return {"clusters": HDBSCAN(20, copy=True).fit(x).labels_.max() + 1}


def pca(x):
    return {"explained": PCA(50, svd_solver="covariance_eigh").fit(x).explained_variance_ratio_.sum()}


def silhouette(x):
    return {"silhouette": silhouette_score(x, np.arange(len(x)) % 12)}


def tsne(x):
    fit = TSNE(2, random_state=0)
    fit.fit(x)
    return {"kl": fit.kl_divergence_, "trustworthiness": trustworthiness(x, fit.embedding_)}


TASKS = {
    "kmeans10k": kmeans(10),
    "kmeans10kPlus": kmeans(10, 60),
    "kmeans100k": kmeans(20),
    "kmeans100kPlus": kmeans(20, 5),
    "scan": scan,
    "gmm": gmm,
    "hdbscan16": hdbscan,
    "hdbscan64": hdbscan,
    "pca": pca,
    "silhouette": silhouette,
    "tsneDigits": tsne,
    "tsne5k": tsne,
}
data = {}
print(f"scikit-learn {sklearn.__version__}", flush=True)
for line in sys.stdin:
    task, rows, cols = line.split()
    if task not in data:
        path = os.path.join(sys.argv[1], f"{task}.f64")
        data = {task: np.fromfile(path, "<f8").reshape(int(rows), int(cols))}
    start = time.perf_counter()
    scores = TASKS[task](data[task])
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "scores": {name: float(value) for name, value in scores.items()}}), flush=True)
