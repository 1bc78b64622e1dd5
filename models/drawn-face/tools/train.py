"""
Trains the drawn-face model on generated faces for a given time.

  torchrun --nproc-per-node GPUS tools/train.py --seconds 560 --out FOLDER

Writes FOLDER/drawn-face.pt: the averaged weights, and what is needed to go on (--resume FILE).
"""

import argparse
import copy
import json
import math
import os
import time
from pathlib import Path

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel

from augment import augment
from faces import draw
from loss import loss
from model import DrawnFace
from stream import Stream

GROUPS = {'eyes': [*range(0, 8), *range(12, 20)], 'irises': [*range(8, 12), *range(20, 24)], 'brows': range(24, 30), 'mouth': range(30, 38), 'nose': [38], 'outline': range(39, 46)}


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seconds', type=float, required=True, help='wall time of training, start and end included')
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--resume', type=Path)
    parser.add_argument('--batch', type=int, default=384, help='pictures a step and GPU')
    parser.add_argument('--rate', type=float, default=2e-3, help='highest learning rate')
    parser.add_argument('--capacity', type=int, default=300_000, help='pictures kept at a time')
    parser.add_argument('--threads', type=int, default=max(1, os.cpu_count() // int(os.environ.get('LOCAL_WORLD_SIZE', 1)) - 1))
    parser.add_argument('--seed', type=int, default=1_000_000_000)
    return parser.parse_args()


class Average:
    """Exponential moving average of the weights, short at first."""

    def __init__(self, model):
        self.model = copy.deepcopy(model).eval()
        self.steps = 0

    @torch.no_grad()
    def update(self, model):
        self.steps += 1
        decay = min(0.9985, (1 + self.steps) / (10 + self.steps))
        mine, theirs = self.model.state_dict(), model.state_dict()
        names = [k for k in mine if mine[k].dtype.is_floating_point]
        torch._foreach_lerp_([mine[k] for k in names], [theirs[k] for k in names], 1 - decay)


@torch.no_grad()
def validate(model, held):
    """Mean error of visible points per group in percent of the side; accuracy of faceness and visibility."""
    images, points, faces = held
    found, faceness, seen = [], [], []
    for at in range(0, len(images), 256):
        out = model(images[at : at + 256].permute(0, 3, 1, 2).float() / 255)
        found.append(out[0])
        seen.append(out[2])
        faceness.append(out[3])
    error = (torch.cat(found) - points[..., :2]).norm(dim=-1)
    near = (points[..., 3] > 0.5) & (faces > 0)[:, None]
    result = {name: round(100 * error[:, list(g)][near[:, list(g)]].mean().item(), 2) for name, g in GROUPS.items()}
    result['face'] = round(((torch.cat(faceness) > 0) == (faces > 0)).float().mean().item(), 3)
    shown = points[..., 3][faces > 0] > 0.5
    result['visible'] = round(((torch.cat(seen)[faces > 0] > 0) == shown).float().mean().item(), 3)
    return result


def main():
    start = time.time()
    args = options()
    rank, world = int(os.environ.get('RANK', 0)), int(os.environ.get('WORLD_SIZE', 1))
    cuda = torch.cuda.is_available()
    device = torch.device('cuda', int(os.environ.get('LOCAL_RANK', 0))) if cuda else torch.device('cpu')
    if cuda:
        torch.cuda.set_device(device)
    if world > 1:
        dist.init_process_group('nccl' if cuda else 'gloo')
    torch.manual_seed(args.seed + rank)
    stream = Stream(args.seed + rank * 100_000_000, args.capacity, args.threads, device)
    # All ranks begin with rank 0's weights (DistributedDataParallel sends them).
    model = DrawnFace().to(device, memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=1e-2)
    average = Average(model)
    if args.resume:
        saved = torch.load(args.resume, map_location=device)
        model.load_state_dict(saved['model'])
        optimizer.load_state_dict(saved['optimizer'])
        average.model.load_state_dict(saved['average'])
        average.steps = 10_000
    trained = DistributedDataParallel(model, device_ids=[device.index] if cuda else None, broadcast_buffers=False) if world > 1 else model
    held = [torch.from_numpy(a).to(device) for a in draw(1, 1024 if cuda else 64)]
    least = min(16_384, args.capacity // 4)
    while stream.ready() < least:
        time.sleep(0.1)
    begin, step, next_report = time.time(), 0, 20
    # All ranks follow rank 0's clock, so that they use one learning rate and stop together.
    clock = torch.zeros(1, device=device)
    while True:
        if step % 20 == 0:
            clock[0] = (time.time() - begin) / (args.seconds - (begin - start) - 8)
            if world > 1:
                dist.broadcast(clock, 0)
            done = clock.item()
            if done >= 1:
                break
        rate = args.rate * min(1, (step + 1) / 300) * (0.5 + 0.5 * math.cos(math.pi * done)) + 1e-6
        for group in optimizer.param_groups:
            group['lr'] = rate
        images, points, faces = stream.batch(args.batch)
        with torch.no_grad():
            images, points = augment(images, points)
            images = images.contiguous(memory_format=torch.channels_last)
        with torch.autocast(device.type, torch.bfloat16):
            output = trained(images)
        value, error = loss(output, points, faces, model.grid)
        optimizer.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 4 == 0 and rank == 0:
            average.update(model)
        if rank == 0 and step % 20 == 0 and time.time() - start > next_report:
            next_report += 30 if args.seconds > 100 else 5
            print(f'{time.time() - start:.0f} s, step {step}, {stream.made * world} faces, loss {value.item():.3f}, error {100 * error.item():.2f} %, {validate(average.model, held)}', flush=True)
    stream.stop()
    if rank == 0:
        args.out.mkdir(parents=True, exist_ok=True)
        torch.save({'average': average.model.state_dict(), 'model': model.state_dict(), 'optimizer': optimizer.state_dict()}, args.out / 'drawn-face.pt')
        summary = {'steps': step, 'batch': args.batch * world, 'faces': stream.made * world, 'seconds': round(time.time() - start), 'seed': args.seed, 'resumed': bool(args.resume),
                   'parameters': sum(p.numel() for p in model.parameters()), 'validation': validate(average.model, held)}
        (args.out / 'summary.json').write_text(json.dumps(summary, indent=1))
        print(json.dumps(summary), flush=True)
    if world > 1:
        dist.destroy_process_group()


if __name__ == '__main__':
    main()
