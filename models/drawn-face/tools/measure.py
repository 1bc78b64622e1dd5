"""
Errors on hand-placed points, per group: measure.py POINTS.json MODEL.onnx [MODEL.onnx ...]

POINTS.json names pictures beside it, with 28 points each in percent of the picture's side (null = hidden).
"""

import json
import sys
from pathlib import Path

import numpy as np

from runtime import Crop, load, opened, read

# The 46 points' index of each of the 28: per eye outer, inner, top, bottom, iris centre, iris right; brows; mouth; nose; outline.
HAND = [0, 4, 2, 6, 8, 10, 12, 16, 14, 18, 20, 22, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 38, 39, 40, 42, 44, 45]
EYES = (0, 6)
GROUPS = {
    'brows': range(12, 18), 'mouth corners': (18, 19), 'mouth middle': (20, 21), 'nose': (22,), 'chin': (25,), 'jaw': (24, 26), 'cheeks': (23, 27),
}


def distance(a, b):
    return float(np.linalg.norm(a - b))


def errors(found, hand):
    """Lists of errors per group: of eyes and irises in percent of the eye's width, of the rest in percent of the face's."""
    result = {}

    def add(group, value):
        if not np.isnan(value):
            result.setdefault(group, []).append(100 * value)

    for eye in EYES:
        outer, inner = hand[eye], hand[eye + 1]
        width = distance(outer, inner)
        normal = np.array([-(inner - outer)[1], (inner - outer)[0]]) / width
        for name, at in (('lid top', 2), ('lid bottom', 3)):
            add(name + ' across', abs(float((found[eye + at] - hand[eye + at]) @ normal)) / width)
            add('lids', distance(found[eye + at], hand[eye + at]) / width)
        for at in (0, 1):
            add('eye corners', distance(found[eye + at], hand[eye + at]) / width)
        add('iris centre', distance(found[eye + 4], hand[eye + 4]) / width)
        add('iris edge', distance(found[eye + 5], hand[eye + 5]) / width)
    face = distance(hand[23], hand[27])
    for group, members in GROUPS.items():
        for i in members:
            add(group, distance(found[i], hand[i]) / face)
    return result


def main(points_file, models):
    pictures = json.loads(Path(points_file).read_text())['pictures']
    table = {}
    for model in models:
        session = load(model)
        for name, percent in pictures.items():
            picture = opened(Path(points_file).parent / name)
            side = max(picture.size)
            hand = np.array([p or (np.nan, np.nan) for p in percent], float) * side / 100
            found = read(session, picture, Crop(picture.width / 2, picture.height / 2, side)).points[HAND]
            for group, values in errors(found, hand).items():
                table.setdefault(group, {}).setdefault(model, []).extend(values)
    print('mean error, %'.ljust(20), *(Path(m).stem.rjust(18) for m in models))
    for group, by_model in table.items():
        print(group.ljust(20), *(f'{np.mean(by_model[m]):18.2f}' for m in models))


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2:])
