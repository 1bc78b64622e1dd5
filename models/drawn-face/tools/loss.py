"""What training minimises."""

import torch
from torch.nn import functional as F

# Width of a target heatmap, as a share of the side.
HEAT = 1.1 / 40
EYES, CHIN, CHEEKS, FRAMED = (8, 20), 42, (39, 45), [0, 4, 8, 12, 16, 20, 30, 31, 38, 42]


def face_size(place):
    """Width of the face, or its height from the eyes down as a width, whichever is larger; shares of the side."""
    width = (place[:, CHEEKS[0]] - place[:, CHEEKS[1]]).norm(dim=-1)
    height = ((place[:, EYES[0]] + place[:, EYES[1]]) / 2 - place[:, CHIN]).norm(dim=-1)
    return torch.maximum(width, 1.3 * height)


def face_target(place, face):
    """1 for a face that fills a good part of the picture, falling to 0 for one too small to read or mostly outside."""
    large = ((face_size(place) - 0.12) / 0.16).clamp(0, 1)
    inside = ((place[:, FRAMED] > 0) & (place[:, FRAMED] < 1)).all(-1).float().mean(1)
    return face * large * ((inside - 0.5) / 0.4).clamp(0, 1)


def heat_target(place, grid):
    def line(at):
        bump = torch.exp(-((grid - at[..., None]) ** 2) / (2 * HEAT * HEAT))
        return bump / (bump.sum(-1, keepdim=True) + 1e-6)

    return line(place[..., 1])[..., :, None] * line(place[..., 0])[..., None, :]


def loss(output, points, face, grid):
    """Sum of the losses, and the mean error of the points in shares of the side."""
    found, spread, seen, faceness, maps = output
    place, weight, visible = points[..., :2], points[..., 2], points[..., 3]
    far = torch.where(face_size(place) < 0.3, 0.3, 1.0)[:, None]
    weight = weight * far
    total = weight.sum() + 1e-6
    error = (found - place).square().sum(-1).add(1e-8).sqrt()
    # Steep near zero, so that small errors still count; straight further out.
    robust = 0.015 * torch.log1p(error / 0.01) + 0.5 * error
    cross = -(heat_target(place, grid) * torch.log(maps + 1e-8)).sum((2, 3))
    laplace = error.detach() * torch.exp(-spread) + spread
    per_point = 30 * robust + 0.15 * cross + 0.1 * laplace
    known = face[:, None].expand_as(visible) * far
    visibility = (F.binary_cross_entropy_with_logits(seen, visible, reduction='none') * known).sum() / (known.sum() + 1e-6)
    facing = F.binary_cross_entropy_with_logits(faceness, face_target(place, face))
    return (per_point * weight).sum() / total + 0.3 * visibility + 0.5 * facing, (error * weight).sum() / total
