"""astropy's side of bench/fits.ts: answers each line with the seconds that reading every FILE took, and the sum of their
first pixels.

usage: peer.py float|short FILE...
"""
import sys, time
import astropy, numpy as np
from astropy.io import fits

dtype = {"float": "f4", "short": "i2"}[sys.argv[1]]
print(f"astropy {astropy.__version__}", flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    total = sum(float(np.squeeze(fits.getdata(f, memmap=False)).astype(dtype).flat[0]) for f in sys.argv[2:])
    print(f"{time.perf_counter() - start} {total}", flush=True)
