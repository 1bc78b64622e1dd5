"""Changes to a batch on the graphics card: mirror, affine, colour, patches, noise."""

import torch
from torch.nn import functional as F

from faces import SIZE
from mirror import MIRROR


def uniform(shape, low, high, device):
    return torch.rand(shape, device=device) * (high - low) + low


def chance(shape, probability, device):
    return torch.rand(shape, device=device) < probability


def affine(count, device):
    """Matrices [count, 2, 2] and shifts [count, 2] from output to input coordinates (-1..1); mirrored where the third is True."""
    angle = uniform(count, -0.2, 0.2, device) * chance(count, 0.5, device)
    scale = uniform(count, 0.88, 1.12, device)
    scale = torch.where(chance(count, 0.15, device), uniform(count, 0.7, 1.7, device), scale)
    stretch = uniform(count, 0.95, 1.05, device)
    mirrored = chance(count, 0.5, device)
    matrix = torch.stack(
        [torch.stack([angle.cos() * stretch, -angle.sin()], -1), torch.stack([angle.sin() * stretch, angle.cos()], -1)], 1
    ) * scale[:, None, None]
    matrix[:, :, 0] *= torch.where(mirrored, -1.0, 1.0)[:, None]
    return matrix, uniform((count, 2), -0.1, 0.1, device), mirrored


def bends(count, device):
    """Smooth displacement fields [count, 2, s, s] of input coordinates, for half of the pictures none."""
    strength = 0.035 * torch.rand(count, 1, 1, 1, device=device) * chance((count, 1, 1, 1), 0.5, device)
    coarse = torch.randn(count, 2, 6, 6, device=device) * strength
    return F.interpolate(coarse, (SIZE, SIZE), mode='bicubic', align_corners=False)


def move(images, points):
    """Mirrors, moves and bends pictures [n, 3, s, s] and points [n, 46, 4]; points outside lose weight and visibility."""
    n, device = len(images), images.device
    matrix, shift, mirrored = affine(n, device)
    bend = bends(n, device)
    grid = F.affine_grid(torch.cat([matrix, shift[:, :, None]], 2), images.shape, align_corners=False) + bend.permute(0, 2, 3, 1)
    if torch.rand(1).item() < 0.6:
        images = F.grid_sample(images, grid, padding_mode='border', align_corners=False)
    else:
        wall = torch.rand(n, 3, 1, 1, device=device)
        images = F.grid_sample(images - wall, grid, padding_mode='zeros', align_corners=False) + wall
    # The grid leads from output to input; its inverse at a point by fixed-point iteration.
    target, inverse = points[..., :2] * 2 - 1 - shift[:, None], torch.inverse(matrix)
    place = torch.einsum('bij,bnj->bni', inverse, target)
    for _ in range(3):
        bent = F.grid_sample(bend, place[:, :, None], padding_mode='border', align_corners=False).squeeze(-1).transpose(1, 2)
        place = torch.einsum('bij,bnj->bni', inverse, target - bent)
    points = torch.cat([(place + 1) / 2, points[..., 2:]], -1)
    points = torch.where(mirrored[:, None, None], points[:, MIRROR], points)
    inside = ((points[..., :2] > 0) & (points[..., :2] < 1)).all(-1, keepdim=True)
    return images, torch.cat([points[..., :2], points[..., 2:] * inside], -1)


def colour(images):
    n, device = len(images), images.device
    one = (n, 1, 1, 1)
    images = images * (1 + uniform((n, 3, 1, 1), -0.15, 0.15, device) * chance(one, 0.5, device))
    mean = images.mean((2, 3), keepdim=True)
    images = (images - mean) * uniform(one, 0.7, 1.3, device) + mean + uniform(one, -0.1, 0.1, device)
    images = torch.where(chance(one, 0.02, device), 1 - images, images)
    return torch.where(chance(one, 0.1, device), images[:, torch.randperm(3, device=device)], images)


def patch(images, points):
    """A plain rectangle over a quarter of the pictures; points under it are hidden."""
    n, device = len(images), images.device
    centre, half = torch.rand(n, 2, device=device), uniform((n, 2), 0.025, 0.125, device)
    half = half * chance((n, 1), 0.25, device)
    at = (torch.arange(SIZE, device=device) + 0.5) / SIZE
    across = (at[None] - centre[:, :1]).abs() < half[:, :1]
    down = (at[None] - centre[:, 1:]).abs() < half[:, 1:]
    under = (down[:, :, None] & across[:, None, :])[:, None]
    images = torch.where(under, torch.rand(n, 3, 1, 1, device=device), images)
    hidden = ((points[..., :2] - centre[:, None]).abs() < half[:, None]).all(-1)
    keep = torch.stack([torch.where(hidden, 0.4, 1.0), (~hidden).float()], -1)
    return images, torch.cat([points[..., :2], points[..., 2:] * keep], -1)


def augment(images, points):
    """Bytes [n, 160, 160, 3] and points [n, 46, 4] to pictures [n, 3, 160, 160], 0..1, and their points."""
    images = images.permute(0, 3, 1, 2).float() / 255
    images, points = move(images, points)
    images, points = patch(colour(images), points)
    n, device = len(images), images.device
    noise = 0.03 * torch.rand(n, 1, 1, 1, device=device) * chance((n, 1, 1, 1), 0.3, device)
    return (images + torch.randn_like(images) * noise).clamp(0, 1), points
