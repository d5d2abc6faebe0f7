"""A model in PyTorch, one epoch for each line read from standard input.

usage: train_peer.py THREADS CHANNELS SIZE BATCH SAMPLES [MODEL=CONV] [LATENTS=64] [HOW=eager|compiled]. Prints a line with
the version, then for every line read the seconds that one epoch took. Adam, channels_last; the models are in
train_models.py. `compiled` is torch.compile, which needs a C++ compiler; the first epoch compiles, for half a minute, once
for each size of batch, since code for any size is slower.
"""
import os
import sys
import time

threads, channels, size, batch, samples = map(int, sys.argv[1:6])
given = sys.argv[6:9]
name, latents, how = [*given, *("CONV", "64", "eager")[len(given) :]]
for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = str(threads)

import torch
from train_models import MODELS

torch.set_num_threads(threads)
torch.manual_seed(0)

model = MODELS[name](channels, size, int(latents)).to(memory_format=torch.channels_last)
optimizer = torch.optim.Adam(model.parameters(), 1e-3)
images = torch.rand(samples, channels, size, size).contiguous(memory_format=torch.channels_last)
count = sum(p.numel() for p in model.parameters())
step = torch.compile(model, dynamic=False) if how == "compiled" else model
print(f"PyTorch {torch.__version__}{' with torch.compile' if how == 'compiled' else ''}, {count} parameters", flush=True)
for _ in sys.stdin:
    started = time.perf_counter()
    for indexes in torch.randperm(samples).split(batch):
        loss = step(images[indexes])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print(time.perf_counter() - started, flush=True)
