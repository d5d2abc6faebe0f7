"""astropy's side of bench/fits.ts: answers each line with the seconds that reading every file of FOLDER took.

usage: peer.py FOLDER
"""
import glob, os, sys, time
import astropy, numpy as np
from astropy.io import fits

files = sorted(glob.glob(os.path.join(sys.argv[1], "*.fits")))
print(f"astropy {astropy.__version__}", flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    total = sum(float(np.squeeze(fits.getdata(f, memmap=False)).astype("f4")[0, 0, 0]) for f in files)
    print(f"{time.perf_counter() - start} {total}", flush=True)
