"""Loads a model that Asterism trained into PyTorch and encodes preprocessed images with it.

    asterism model export E-42 --out model --images 64
    python3 load_model.py model latents.npy

Needs torch, numpy and safetensors (pip install torch numpy safetensors). The folder holds the card (.json), the weights
(.safetensors) and images.npy, float32 (samples, channels, size, size), as the model saw them. Several pairs of folder and
file may follow one another.
"""
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import torch
from asterism_models import model_of
from safetensors.torch import load

BATCH = 64


def load_model(folder):
    """The card of a folder, and its model ready to encode."""
    [path] = Path(folder).glob("*.json")
    card = json.loads(path.read_text())
    if card.get("format") != "asterism-model" or card.get("formatVersion") != 1:
        raise SystemExit(f"{path} is no model card of format version 1.")
    weights = path.with_name(card["weights"]["file"]).read_bytes()
    if hashlib.sha256(weights).hexdigest() != card["weights"]["sha256"]:
        raise SystemExit(f"{card['weights']['file']} is not the file that the card describes: its SHA-256 is another.")
    model = model_of(card)
    model.load_state_dict(load(weights))
    return card, model.eval()


@torch.inference_mode()
def encode(model, images):
    """Latents, float32 (samples, latentSize)."""
    batches = torch.from_numpy(images).split(BATCH)
    return torch.cat([model.encode(batch) for batch in batches]).numpy()


def main(arguments):
    if not arguments or len(arguments) % 2:
        raise SystemExit(__doc__)
    for folder, out in zip(arguments[::2], arguments[1::2]):
        card, model = load_model(folder)
        latents = encode(model, np.load(Path(folder) / "images.npy"))
        np.save(out, latents)
        print(f"{card['model']['kind']}: {latents.shape[0]} latents of {latents.shape[1]} numbers in {out}")


if __name__ == "__main__":
    main(sys.argv[1:])
