"""scikit-learn's side of bench/cluster.ts: reads "task rows columns" lines, answers each with one JSON line.

usage: peer.py FOLDER, which holds <task>.f64 (little-endian, row after row)
"""
import json, os, sys, time, warnings
import numpy as np, sklearn
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score

warnings.filterwarnings("ignore")


def kmeans(x):
    fit = KMeans(10, init=x[:10], n_init=1, max_iter=300, tol=1e-4, algorithm="lloyd").fit(x)
    return {"inertia": fit.inertia_, "iterations": fit.n_iter_}


def scan(x):
    scores = {}
    for k in range(2, 7):
        labels = KMeans(k, n_init=10, random_state=0).fit_predict(x)
        scores[k] = silhouette_score(x, labels)
        davies_bouldin_score(x, labels)
        calinski_harabasz_score(x, labels)
    return {"best": max(scores, key=scores.get)}


def pca(x):
    fit = PCA(50, svd_solver="covariance_eigh").fit(x)
    fit.transform(x)
    return {"explained": fit.explained_variance_ratio_.sum()}


def silhouette(x):
    return {"silhouette": silhouette_score(x, np.arange(len(x)) % 12)}


def tsne(x):
    fit = TSNE(2, random_state=0).fit(x)
    return {"kl": fit.kl_divergence_, "iterations": fit.n_iter_}


TASKS = {"kmeans": kmeans, "scan": scan, "pca": pca, "silhouette": silhouette, "tsne": tsne}
data = {}
print(f"scikit-learn {sklearn.__version__}", flush=True)
for line in sys.stdin:
    task, rows, cols = line.split()
    if task not in data:
        data[task] = np.fromfile(os.path.join(sys.argv[1], f"{task}.f64"), "<f8").reshape(int(rows), int(cols))
    start = time.perf_counter()
    scores = TASKS[task](data[task])
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "scores": {name: float(value) for name, value in scores.items()}}), flush=True)
