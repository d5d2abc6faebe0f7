"""PyTorch twins of the models in packages/ml/src/models with their default sizes, for train_peer.py.

Each is a function (channels, size, latents) to a module whose forward takes a batch (samples, channels, size, size) and
returns the loss, as one would write it for eager PyTorch.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTHS = (16, 32, 64, 128)
KL_WEIGHT = 1e-6


def last(x, channels, side):
    """Rows as images again, channels last in memory as the convolutions want them."""
    return x.view(-1, channels, side, side).contiguous(memory_format=torch.channels_last)


def conv_encoder(channels, widths=WIDTHS):
    layers = [layer for i, o in zip((channels, *widths), widths) for layer in (nn.Conv2d(i, o, 3, 2, 1), nn.ReLU())]
    return nn.Sequential(*layers, nn.Flatten())


class ConvDecoder(nn.Module):
    def __init__(self, channels, size, latents):
        super().__init__()
        self.side = size // 16
        self.widen = nn.Linear(latents, WIDTHS[-1] * self.side**2)
        back = (*WIDTHS[::-1], channels)
        up = [layer for i, o in zip(back, back[1:]) for layer in (nn.ConvTranspose2d(i, o, 3, 2, 1, 1), nn.ReLU())]
        self.up = nn.Sequential(*up[:-1])

    def forward(self, z):
        return self.up(last(F.relu(self.widen(z)), WIDTHS[-1], self.side))


class Plain(nn.Module):
    """Mean squared error of an encoder's features through one dense layer and a decoder."""

    def __init__(self, encoder, features, latents, decoder):
        super().__init__()
        self.encoder, self.latent, self.decoder = encoder, nn.Linear(features, latents), decoder

    def forward(self, x):
        return F.mse_loss(self.decoder(self.latent(self.encoder(x))), x)


class Posterior(nn.Module):
    def __init__(self, features, latents):
        super().__init__()
        self.mean, self.log_variance = nn.Linear(features, latents), nn.Linear(features, latents)

    def forward(self, features):
        mean, log_variance = self.mean(features), self.log_variance(features)
        drawn = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        return drawn, -0.5 * torch.mean(1 + log_variance - mean**2 - log_variance.exp())


class Variational(nn.Module):
    def __init__(self, encoder, features, latents, decoder):
        super().__init__()
        self.encoder, self.posterior, self.decoder = encoder, Posterior(features, latents), decoder

    def forward(self, x):
        drawn, divergence = self.posterior(self.encoder(x))
        return F.mse_loss(self.decoder(drawn), x) + KL_WEIGHT * divergence


def dense(channels, size, latents):
    pixels = channels * size**2
    stack = lambda sizes: nn.Sequential(*[layer for i, o in zip(sizes, sizes[1:]) for layer in (nn.Linear(i, o), nn.ReLU())][:-1])
    encoder = nn.Sequential(nn.Flatten(), stack((pixels, 256, 128)), nn.ReLU())
    decoder = nn.Sequential(stack((latents, 128, 256, pixels)), nn.Unflatten(1, (channels, size, size)))
    return Plain(encoder, 128, latents, decoder)


def conv(channels, size, latents):
    return Plain(conv_encoder(channels), 128 * (size // 16) ** 2, latents, ConvDecoder(channels, size, latents))


def vae(channels, size, latents):
    return Variational(conv_encoder(channels), 128 * (size // 16) ** 2, latents, ConvDecoder(channels, size, latents))


class AlexDecoder(nn.Module):
    def __init__(self, channels, size, latents):
        super().__init__()
        self.side = size // 32
        self.wide = nn.Sequential(nn.Linear(latents, 512), nn.ReLU(), nn.Linear(512, 64 * self.side**2), nn.ReLU())
        double = lambda: nn.Upsample(scale_factor=2)
        convolve = lambda i, o, k: (nn.Conv2d(i, o, k, padding=k // 2), nn.ReLU())
        self.up = nn.Sequential(
            double(), *convolve(64, 96, 3), *convolve(96, 96, 3), *convolve(96, 64, 3), double(), *convolve(64, 32, 5),
            double(), nn.ConvTranspose2d(32, channels, 11, 4, 4, 1))

    def forward(self, z):
        return self.up(last(self.wide(z), 64, self.side))


def alexnet(channels, size, latents):
    pool = lambda: nn.MaxPool2d(3, 2, 1)
    encoder = nn.Sequential(
        nn.Conv2d(channels, 32, 11, 4, 4), nn.ReLU(), pool(), nn.Conv2d(32, 64, 5, padding=2), nn.ReLU(), pool(),
        nn.Conv2d(64, 96, 3, padding=1), nn.ReLU(), nn.Conv2d(96, 96, 3, padding=1), nn.ReLU(),
        nn.Conv2d(96, 64, 3, padding=1), nn.ReLU(), pool(), nn.Flatten(), nn.Linear(64 * (size // 32) ** 2, 512), nn.ReLU())
    return Plain(encoder, 512, latents, AlexDecoder(channels, size, latents))


class Block(nn.Module):
    def __init__(self, i, o, stride, doubles=False):
        super().__init__()
        self.grow = nn.Upsample(scale_factor=2) if doubles else nn.Identity()
        self.branch = nn.Sequential(
            nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.GroupNorm(8, o), nn.ReLU(),
            nn.Conv2d(o, o, 3, 1, 1, bias=False), nn.GroupNorm(8, o))
        self.shortcut = nn.Sequential(nn.Conv2d(i, o, 1, stride, bias=False), nn.GroupNorm(8, o))

    def forward(self, x):
        x = self.grow(x)
        return F.relu(self.branch(x) + self.shortcut(x))


def residual_encoder(channels):
    return nn.Sequential(*[Block(i, o, 2) for i, o in zip((channels, *WIDTHS), WIDTHS)], nn.Flatten())


class ResidualDecoder(nn.Module):
    def __init__(self, channels, size, latents):
        super().__init__()
        self.side = size // 16
        self.widen = nn.Linear(latents, 128 * self.side**2)
        back = (128, 64, 32, 16, 16)
        self.up = nn.Sequential(*[Block(i, o, 1, True) for i, o in zip(back, back[1:])], nn.Conv2d(16, channels, 3, 1, 1))

    def forward(self, z):
        return self.up(last(F.relu(self.widen(z)), 128, self.side))


def resnet(channels, size, latents):
    return Plain(residual_encoder(channels), 128 * (size // 16) ** 2, latents, ResidualDecoder(channels, size, latents))


def resnet_vae(channels, size, latents):
    features = 128 * (size // 16) ** 2
    return Variational(residual_encoder(channels), features, latents, ResidualDecoder(channels, size, latents))


class UNet(nn.Module):
    def __init__(self, channels, size, latents):
        super().__init__()
        self.side = size // 16
        features = 128 * self.side**2
        self.down = nn.ModuleList([nn.Conv2d(i, o, 3, 2, 1) for i, o in zip((channels, *WIDTHS), WIDTHS)])
        self.posterior, self.widen = Posterior(features, latents), nn.Linear(latents, features)
        grow = lambda i, o: nn.ConvTranspose2d(i, o, 3, 2, 1, 1)
        self.grow = nn.ModuleList([grow(i, o) for i, o in zip(WIDTHS[:0:-1], WIDTHS[-2::-1])])
        self.join = nn.ModuleList([nn.Conv2d(2 * o, o, 3, 1, 1) for o in WIDTHS[-2::-1]])
        self.end = grow(WIDTHS[0], channels)

    def forward(self, x):
        maps = [x]
        for layer in self.down:
            maps.append(F.relu(layer(maps[-1])))
        drawn, divergence = self.posterior(maps.pop().flatten(1))
        y = last(F.relu(self.widen(drawn)), 128, self.side)
        for grow, join in zip(self.grow, self.join):
            skip = maps.pop()
            kept = (torch.rand(len(x), 1, 1, 1) < 0.5).to(skip.dtype)
            y = F.relu(join(torch.cat((F.relu(grow(y)), skip * kept), 1)))
        return F.mse_loss(self.end(y), x) + KL_WEIGHT * divergence


def view(x):
    """Images turned, flipped, shifted, scaled, dimmed and noised at random, by grid_sample."""
    n = len(x)
    angle, scale = 2 * torch.pi * torch.rand(n), 1 + 0.15 * (2 * torch.rand(n) - 1)
    mirror, shift = torch.randint(0, 2, (n,)) * 2 - 1, 0.1 * (2 * torch.rand(n, 2) - 1)
    cos, sin = angle.cos() / scale, angle.sin() / scale
    theta = torch.stack((torch.stack((mirror * cos, -mirror * sin, shift[:, 0]), 1), torch.stack((sin, cos, shift[:, 1]), 1)), 1)
    y = F.grid_sample(x, F.affine_grid(theta, x.shape, align_corners=False), padding_mode="border", align_corners=False)
    brightness, deviation = 1 + 0.3 * (2 * torch.rand(n, 1, 1, 1) - 1), 0.03 * torch.rand(n, 1, 1, 1)
    return (y * brightness + deviation * torch.randn_like(y)).contiguous(memory_format=torch.channels_last)


class Contrastive(nn.Module):
    """VICReg of two views."""

    def __init__(self, channels, size, latents):
        super().__init__()
        self.encoder = nn.Sequential(conv_encoder(channels, (16, 32, 64, 64)), nn.Linear(64 * (size // 16) ** 2, latents))
        self.projector = nn.Sequential(nn.Linear(latents, 128), nn.ReLU(), nn.Linear(128, 128))

    def forward(self, x):
        a, b = (self.projector(self.encoder(seen)) for seen in (view(x), view(x)))
        loss = 25 * F.mse_loss(a, b)
        for z in (a, b):
            z = z - z.mean(0)
            covariance = z.T @ z / (len(z) - 1)
            variance = covariance.diagonal()
            loss = loss + 25 * F.relu(1 - (variance + 1e-4).sqrt()).mean()
            loss = loss + (covariance.pow(2).sum() - variance.pow(2).sum()) / z.shape[1]
        return loss


MODELS = dict(
    DENSE=dense, CONV=conv, VAE=vae, ALEXNET=alexnet, RESNET=resnet, RESNET_VAE=resnet_vae, UNET_VAE=UNet,
    CONTRASTIVE=Contrastive)
