"""PyTorch twins of Asterism's eight models, built from a model card, for the weights of its safetensors file.

Names, shapes and the order of values are PyTorch's own, so that load_state_dict takes the file as it is. One thing is
not as PyTorch does it by itself: an even image is halved with its one row and column of padding behind it, not before
it (padding SAME of TensorFlow), which is what `same` and `Convolution` do.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

ACTIVATIONS = {
    "RELU": F.relu,
    "LEAKY_RELU": lambda x: F.leaky_relu(x, 0.01),
    "ELU": F.elu,
    "SILU": F.silu,
    "GELU": lambda x: F.gelu(x, approximate="tanh"),
}


def halvings(size, times):
    """Sides of an image that is halved again and again, rounding up: the whole one first."""
    sizes = [size]
    for _ in range(times):
        sizes.append(math.ceil(sizes[-1] / 2))
    return sizes


def same(x, kernel, stride, value=0.0):
    """Padding so that a window of this size and stride gives ceil(side / stride); the odd pixel goes behind."""
    sides = []
    for side in (x.shape[3], x.shape[2]):
        total = max((math.ceil(side / stride) - 1) * stride + kernel - side, 0)
        sides += [total // 2, total - total // 2]
    return F.pad(x, sides, value=value)


class Convolution(nn.Conv2d):
    """Padding SAME."""

    def __init__(self, into, out, kernel=3, stride=1, bias=True):
        super().__init__(into, out, kernel, stride, bias=bias)

    def forward(self, x):
        return super().forward(same(x, self.kernel_size[0], self.stride[0]))


class Transposed(nn.ConvTranspose2d):
    """The mirror of a Convolution of this stride, to images of `size` x `size`."""

    def __init__(self, into, out, size, kernel=3, stride=2):
        super().__init__(into, out, kernel, stride)
        self.size = size

    def forward(self, x):
        whole = super().forward(x)
        before = (whole.shape[2] - self.size) // 2
        return whole[:, :, before : before + self.size, before : before + self.size]


def pool(x):
    return F.max_pool2d(same(x, 3, 2, -torch.inf), 3, 2)


def doubled(x, size):
    return F.interpolate(x, scale_factor=2, mode="nearest")[:, :, :size, :size]


class Model(nn.Module):
    """`encode` gives the latents of images (samples, channels, size, size); `decode` images of latents."""

    def __init__(self, latents, params):
        super().__init__()
        self.latents, self.params = latents, params
        self.activate = ACTIVATIONS[params["activation"]]

    def add_latent(self, features):
        self.latent = nn.Linear(features, self.latents)

    def to_latent(self, features):
        return self.latent(features)

    def encode(self, x):
        return self.to_latent(self.body(x).flatten(1))


class Variational:
    """A posterior in place of the latent: a sample's latent is its mean."""

    def add_latent(self, features):
        self.mean = nn.Linear(features, self.latents)
        self.log_variance = nn.Linear(features, self.latents)

    def to_latent(self, features):
        return self.mean(features)


class Dense(Model):
    def __init__(self, channels, size, latents, params):
        super().__init__(latents, params)
        self.image = (channels, size, size)
        down = [channels * size * size, *params["widths"]]
        up = [latents, *params["widths"][::-1], channels * size * size]
        self.encoder = nn.ModuleList(nn.Linear(i, o) for i, o in zip(down, down[1:]))
        self.decoder = nn.ModuleList(nn.Linear(i, o) for i, o in zip(up, up[1:]))
        self.add_latent(down[-1])

    def body(self, x):
        x = x.flatten(1)
        for layer in self.encoder:
            x = self.activate(layer(x))
        return x

    def decode(self, x):
        for layer in self.decoder[:-1]:
            x = self.activate(layer(x))
        return self.decoder[-1](x).unflatten(1, self.image)


class Convolutional(Model):
    def __init__(self, channels, size, latents, params):
        super().__init__(latents, params)
        widths = params["widths"]
        sizes, depths = halvings(size, len(widths)), [channels, *widths]
        self.map = (widths[-1], sizes[-1], sizes[-1])
        self.encoder = nn.ModuleList(Convolution(i, o, stride=2) for i, o in zip(depths, depths[1:]))
        self.decoder = nn.ModuleDict({"dense": nn.Linear(latents, math.prod(self.map))})
        for i, width in enumerate(widths):
            self.decoder[str(i)] = Transposed(width, depths[i], sizes[i])
        self.add_latent(math.prod(self.map))

    def body(self, x):
        for layer in self.encoder:
            x = self.activate(layer(x))
        return x

    def decode(self, x):
        x = self.activate(self.decoder["dense"](x)).unflatten(1, self.map)
        for i in reversed(range(1, len(self.encoder))):
            x = self.activate(self.decoder[str(i)](x))
        return self.decoder["0"](x)


class ConvolutionalVariational(Variational, Convolutional):
    pass


class AlexNet(Model):
    def __init__(self, channels, size, latents, params):
        super().__init__(latents, params)
        w1, w2, w3, w4, w5 = params["widths"]
        hidden = params["hiddenSize"]
        self.sides = [math.ceil(size / 4)]
        for _ in range(3):
            self.sides.append(math.ceil(self.sides[-1] / 2))
        self.map = (w5, self.sides[-1], self.sides[-1])
        self.encoder = nn.ModuleDict({
            "0": Convolution(channels, w1, 11, 4), "1": Convolution(w1, w2, 5), "2": Convolution(w2, w3),
            "3": Convolution(w3, w4), "4": Convolution(w4, w5), "dense": nn.Linear(math.prod(self.map), hidden)})
        self.decoder = nn.ModuleDict({
            "dense": nn.Linear(latents, hidden), "wide": nn.Linear(hidden, math.prod(self.map)),
            "4": Convolution(w5, w4), "3": Convolution(w4, w3), "2": Convolution(w3, w2), "1": Convolution(w2, w1, 5),
            "0": Transposed(w1, channels, size, 11, 4)})
        self.add_latent(hidden)

    def body(self, x):
        layer = lambda name, x: self.activate(self.encoder[name](x))
        x = pool(layer("1", pool(layer("0", x))))
        x = pool(layer("4", layer("3", layer("2", x))))
        return layer("dense", x.flatten(1))

    def decode(self, x):
        layer = lambda name, x: self.activate(self.decoder[name](x))
        x = layer("wide", layer("dense", x)).unflatten(1, self.map)
        x = layer("2", layer("3", layer("4", doubled(x, self.sides[2]))))
        return self.decoder["0"](doubled(layer("1", doubled(x, self.sides[1])), self.sides[0]))


class Block(nn.Module):
    """Two convolutions beside a shortcut; halves the image, doubles it to `size`, or leaves it."""

    def __init__(self, into, out, params, halves=False, size=None):
        super().__init__()
        self.halves, self.size, self.activate = halves, size, ACTIVATIONS[params["activation"]]
        normalized = params["normalization"] == "GROUP"
        groups = next(n for n in range(min(params["groups"], out), 0, -1) if out % n == 0)

        def add(name, i, kernel, stride=1):
            setattr(self, name, Convolution(i, out, kernel, stride, bias=not normalized))
            setattr(self, f"{name}_norm", nn.GroupNorm(groups, out) if normalized else None)

        add("first", into, 3, 2 if halves else 1)
        add("second", out, 3)
        self.shortcut = None
        if into != out or halves or size is not None:
            add("shortcut", into, 1)
        self.gain = None if normalized else nn.Parameter(torch.zeros(1))

    def convolve(self, name, x):
        x, norm = getattr(self, name)(x), getattr(self, f"{name}_norm")
        return x if norm is None else norm(x)

    def forward(self, x):
        grow = (lambda y: doubled(y, self.size)) if self.size is not None else (lambda y: y)
        branch = self.convolve("second", self.activate(self.convolve("first", grow(x))))
        if self.gain is not None:
            branch = branch * self.gain
        beside = x[:, :, ::2, ::2] if self.halves else x
        if self.shortcut is not None:
            beside = grow(self.convolve("shortcut", beside))
        return self.activate(branch + beside)


class Residual(Model):
    def __init__(self, channels, size, latents, params):
        super().__init__(latents, params)
        widths, blocks = params["widths"], params["blocks"]
        sizes, depths = halvings(size, len(widths)), [channels, *widths]
        self.map = (widths[-1], sizes[-1], sizes[-1])

        def stage(into, out, **change):
            return nn.Sequential(
                Block(into, out, params, **change), *(Block(out, out, params) for _ in range(blocks - 1)))

        self.encoder = nn.ModuleList(stage(i, o, halves=True) for i, o in zip(depths, depths[1:]))
        self.decoder = nn.ModuleDict({"dense": nn.Linear(latents, math.prod(self.map))})
        for i, width in enumerate(widths):
            self.decoder[str(i)] = stage(width, widths[max(i - 1, 0)], size=sizes[i])
        self.decoder["last"] = Convolution(widths[0], channels)
        self.add_latent(math.prod(self.map))

    def body(self, x):
        for stage in self.encoder:
            x = stage(x)
        return x

    def decode(self, x):
        x = self.activate(self.decoder["dense"](x)).unflatten(1, self.map)
        for i in reversed(range(len(self.encoder))):
            x = self.decoder[str(i)](x)
        return self.decoder["last"](x)


class ResidualVariational(Variational, Residual):
    pass


class UNetVariational(Variational, Convolutional):
    """Its decoder may be given the encoder's maps as skips; `decode` goes by the latents alone, as Asterism's does."""

    def __init__(self, channels, size, latents, params):
        super().__init__(channels, size, latents, params)
        for i, width in enumerate(params["widths"][:-1]):
            grow = self.decoder[str(i + 1)]
            grow.join = Convolution(width, width)
            grow.skip = Convolution(width, width, bias=False)

    def maps(self, x):
        maps = [x]
        for layer in self.encoder:
            maps.append(self.activate(layer(maps[-1])))
        return maps[1:]

    def decode(self, x, skips=None):
        x = self.activate(self.decoder["dense"](x)).unflatten(1, self.map)
        for i in reversed(range(1, len(self.encoder))):
            grow = self.decoder[str(i)]
            x = grow.join(self.activate(grow(x)))
            x = self.activate(x if skips is None else x + grow.skip(skips[i - 1]))
        return self.decoder["0"](x)

    def reconstruct(self, x):
        maps = self.maps(x)
        return self.decode(self.to_latent(maps[-1].flatten(1)), maps[:-1])


class Contrastive(Model):
    """An encoder without a decoder. Of polar images the angles go round, and the mean over them is taken."""

    def __init__(self, channels, size, latents, params, polar=False):
        super().__init__(latents, params)
        self.polar = polar
        widths, embeddings = params["widths"], params["projectionSize"]
        side = halvings(size, len(widths))[-1]
        self.encoder = nn.ModuleList(Convolution(i, o, stride=2) for i, o in zip([channels, *widths], widths))
        self.projector = nn.ModuleList([nn.Linear(latents, embeddings), nn.Linear(embeddings, embeddings)])
        self.add_latent(widths[-1] * side * (1 if polar else side))

    def body(self, x):
        for layer in self.encoder:
            x = self.activate(self.round_the_angle(layer, x) if self.polar else layer(x))
        return x.mean(3) if self.polar else x

    def round_the_angle(self, layer, x):
        angles = x.shape[3]
        if angles < 2 or angles % 2:
            return layer(x)
        # The last two angles come before the first; without the last column, which sees the padding.
        return layer(torch.cat((x[..., -2:], x), 3))[..., : angles // 2]

    def project(self, latents):
        return self.projector[1](self.activate(self.projector[0](latents)))


KINDS = {
    "DENSE": Dense,
    "CONV": Convolutional,
    "VAE": ConvolutionalVariational,
    "ALEXNET": AlexNet,
    "RESNET": Residual,
    "RESNET_VAE": ResidualVariational,
    "UNET_VAE": UNetVariational,
    "CONTRASTIVE": Contrastive,
}


def model_of(card):
    """The twin that a card describes, with random weights."""
    kind, image = card["model"]["kind"], card["image"]
    extra = {"polar": image["geometry"] == "POLAR"} if kind == "CONTRASTIVE" else {}
    return KINDS[kind](image["channels"], image["size"], card["model"]["latentSize"], card["model"]["params"], **extra)
