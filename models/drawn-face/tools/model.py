"""The network: a U-Net of inverted residuals from 160 px to 40 x 40 heatmaps."""

import torch
from torch import nn
from torch.nn import functional as F

from faces import POINTS

GRID = 40
STAGES = (16, 32, 56, 96, 168)
DECODER = 80


def conv(inputs, outputs, kernel=3, stride=1, groups=1, activate=True):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, nn.ReLU(True)) if activate else nn.Sequential(*layers)


class InvertedResidual(nn.Module):
    """Sandler et al. 2018: widen, filter each channel apart, narrow."""

    def __init__(self, inputs, outputs, stride=1, expansion=3, kernel=3):
        super().__init__()
        hidden = inputs * expansion
        self.skips = stride == 1 and inputs == outputs
        self.body = nn.Sequential(
            conv(inputs, hidden, 1), conv(hidden, hidden, kernel, stride, hidden), conv(hidden, outputs, 1, activate=False)
        )

    def forward(self, x):
        return x + self.body(x) if self.skips else self.body(x)


def stage(inputs, outputs, first_kernel, kernel):
    return nn.Sequential(
        InvertedResidual(inputs, outputs, 2, 4, first_kernel),
        InvertedResidual(outputs, outputs, 1, 3, kernel),
        InvertedResidual(outputs, outputs, 1, 3, kernel),
    )


class Up(nn.Module):
    """Doubles the resolution and adds what the encoder saw there."""

    def __init__(self, inputs, skipped, outputs):
        super().__init__()
        self.lift = conv(inputs, outputs, 1)
        self.join = conv(skipped, outputs, 1)
        self.refine = nn.Sequential(
            conv(outputs, outputs, 5, groups=outputs), conv(outputs, outputs, 1), conv(outputs, outputs, 5, groups=outputs), conv(outputs, outputs, 1)
        )

    def forward(self, x, skipped):
        x = F.interpolate(self.lift(x), scale_factor=2, mode='nearest') + self.join(skipped)
        return x + self.refine(x)


class DrawnFace(nn.Module):
    """
    Image [n, 3, 160, 160], RGB 0..1, to: points [n, 46, 2], shares of the side; log sigma [n, 46], of the points'
    expected error in the same unit; visibility [n, 46] and faceness [n] as logits; heatmaps [n, 46, 40, 40].
    """

    def __init__(self):
        super().__init__()
        a, b, c, d, e = STAGES
        self.stem = nn.Sequential(conv(3, a, 3, 2), InvertedResidual(a, a, 1, 2))
        self.down1 = stage(a, b, 3, 3)
        self.down2 = stage(b, c, 5, 5)
        self.down3 = stage(c, d, 3, 5)
        self.down4 = stage(d, e, 5, 5)
        self.up3 = Up(e, d, DECODER)
        self.up2 = Up(DECODER, c, DECODER)
        self.up1 = Up(DECODER, b, DECODER)
        self.heat = nn.Conv2d(DECODER, POINTS, 1)
        self.seen = nn.Conv2d(DECODER, POINTS, 1)
        self.spread = nn.Linear(e + 2 * POINTS, POINTS)
        self.face = nn.Sequential(nn.Linear(2 * e + 2 * POINTS, 48), nn.ReLU(True), nn.Linear(48, 1))
        self.register_buffer('grid', (torch.arange(GRID) + 0.5) / GRID)

    def forward(self, image):
        x = (image - 0.5) * 4
        s1 = self.down1(self.stem(x))
        s2 = self.down2(s1)
        s3 = self.down3(s2)
        deep = self.down4(s3)
        z = self.up1(self.up2(self.up3(deep, s3), s2), s1)
        heat = torch.softmax(self.heat(z).float().flatten(2), -1)
        maps = heat.unflatten(2, (GRID, GRID))
        across, down = maps.sum(2), maps.sum(3)
        x = (across * self.grid).sum(-1)
        y = (down * self.grid).sum(-1)
        variance = (across * self.grid**2).sum(-1) - x * x + (down * self.grid**2).sum(-1) - y * y
        shape = torch.cat([0.5 * torch.log(variance.clamp(min=1e-6)), heat.amax(-1)], 1).detach()
        deep = deep.float()
        mean, peak = deep.mean((2, 3)), deep.amax((2, 3))
        spread = self.spread(torch.cat([mean, shape], 1))
        face = self.face(torch.cat([mean, peak, shape], 1)).squeeze(1)
        seen = (self.seen(z).float().flatten(2) * heat.detach()).sum(-1)
        return torch.stack([x, y], -1), spread, seen, face, maps
