"""The reference autoencoder in PyTorch, one epoch for each line read from standard input.

usage: train_peer.py THREADS CHANNELS SIZE BATCH SAMPLES. Prints a line with the version, then for every line read the
seconds that one epoch took. Convolutions 16-32-64-128 of stride 2, 64 latents, mirrored decoder, Adam, channels_last.
"""
import os
import sys
import time

threads, channels, size, batch, samples = map(int, sys.argv[1:])
for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = str(threads)

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(threads)
torch.manual_seed(0)

WIDTHS = (channels, 16, 32, 64, 128)
LATENTS = 64


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.side = size // 16
        flat = 128 * self.side**2
        down = [layer for i, o in zip(WIDTHS, WIDTHS[1:]) for layer in (nn.Conv2d(i, o, 3, 2, 1), nn.ReLU())]
        self.encoder = nn.Sequential(*down, nn.Flatten(), nn.Linear(flat, LATENTS))
        self.widen = nn.Linear(LATENTS, flat)
        back = WIDTHS[::-1]
        up = [layer for i, o in zip(back, back[1:]) for layer in (nn.ConvTranspose2d(i, o, 3, 2, 1, 1), nn.ReLU())]
        self.decoder = nn.Sequential(*up[:-1])

    def forward(self, x):
        wide = F.relu(self.widen(self.encoder(x))).view(-1, 128, self.side, self.side)
        return self.decoder(wide.contiguous(memory_format=torch.channels_last))


model = Autoencoder().to(memory_format=torch.channels_last)
optimizer = torch.optim.Adam(model.parameters(), 1e-3)
images = torch.rand(samples, channels, size, size).contiguous(memory_format=torch.channels_last)
print(f"PyTorch {torch.__version__}", flush=True)
for _ in sys.stdin:
    started = time.perf_counter()
    for indexes in torch.randperm(samples).split(batch):
        x = images[indexes]
        loss = F.mse_loss(model(x), x)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print(time.perf_counter() - started, flush=True)
