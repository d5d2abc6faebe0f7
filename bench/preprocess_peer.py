"""Preprocessing of a folder of FITS images as a notebook does it: NumPy over the whole stack, PyTorch's adaptive_avg_pool2d.

usage: preprocess_peer.py THREADS FOLDER SIZE CHANNEL. Reads the files (not timed) and prints a line with the versions, then for every
line read from standard input the seconds that both normalisations took, over the whole image and over each channel.
"""
import glob
import os
import sys
import time

threads, size, channel = int(sys.argv[1]), int(sys.argv[3]), int(sys.argv[4])
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = str(threads)

import numpy as np
import torch
from astropy.io import fits

torch.set_num_threads(threads)
files = sorted(glob.glob(os.path.join(sys.argv[2], "*.fits")))
read_started = time.perf_counter()
cubes = [np.squeeze(fits.getdata(file, memmap=False)).astype("f4") for file in files]
read_seconds = time.perf_counter() - read_started
print(f"NumPy {np.__version__} and PyTorch {torch.__version__}", flush=True)
print(read_seconds, flush=True)
for _ in sys.stdin:
    started = time.perf_counter()
    for axes in ((1, 2, 3), (2, 3)):
        images = np.stack(cubes)
        lower, upper = images.min(axes, keepdims=True), images.max(axes, keepdims=True)
        scaled = torch.from_numpy((images - lower) / np.maximum(upper - lower, 1e-30))[:, [channel]]
        pooled = torch.nn.functional.adaptive_avg_pool2d(scaled, size).contiguous(memory_format=torch.channels_last)
        del images, scaled, pooled
    print(time.perf_counter() - started, flush=True)
