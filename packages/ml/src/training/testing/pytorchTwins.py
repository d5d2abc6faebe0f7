"""pytorchTwins.py EXAMPLES FOLDER...: for each FOLDER with a model's files and images.f32 (values alone, in the shape of
the card), writes latents.f32 and, where the model decodes, decoded.f32, as examples/python computes them."""
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, sys.argv[1])
import torch  # noqa: E402
from load_model import encode, load_model  # noqa: E402

for folder in map(Path, sys.argv[2:]):
    card, model = load_model(folder)
    image = card["image"]
    images = np.fromfile(folder / "images.f32", np.float32).reshape(-1, image["channels"], image["size"], image["size"])
    latents = encode(model, images)
    latents.tofile(folder / "latents.f32")
    if hasattr(model, "decode"):
        with torch.inference_mode():
            model.decode(torch.from_numpy(latents)).contiguous().numpy().tofile(folder / "decoded.f32")
