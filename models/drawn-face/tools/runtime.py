"""The model as it is run on a picture: crops that follow its own points, and the mean with the mirrored crop."""

from dataclasses import dataclass

import numpy as np
import onnxruntime
from PIL import Image

from mirror import MIRROR

SIZE = 160
GREY = (200, 200, 200)
SURE = 0.95
EYE_LEFT, EYE_RIGHT, CHIN, CHEEK_LEFT, CHEEK_RIGHT = 8, 20, 42, 39, 45
@dataclass
class Crop:
    """A turned square of a picture, in its pixels."""

    x: float
    y: float
    side: float
    roll: float = 0.0


@dataclass
class Found:
    """Points and sigma in the picture's pixels; visible and face 0..1 (1 where a model does not tell)."""

    points: np.ndarray
    sigma: np.ndarray
    visible: np.ndarray
    face: float


def load(file):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(file), options, providers=['CPUExecutionProvider'])


def opened(file):
    picture = Image.open(file).convert('RGBA')
    ground = Image.new('RGBA', picture.size, (*GREY, 255))
    return Image.alpha_composite(ground, picture).convert('RGB')


def cut(picture, crop):
    """The crop at 160 x 160; drawn at 2 or more times that size and averaged, so that nothing is skipped."""
    fine = SIZE * max(1, round(crop.side / SIZE))
    k, c, s = crop.side / fine, np.cos(crop.roll), np.sin(crop.roll)
    half = fine / 2
    matrix = (k * c, -k * s, crop.x - k * (c * half - s * half), k * s, k * c, crop.y - k * (s * half + c * half))
    tile = picture.transform((fine, fine), Image.AFFINE, matrix, Image.BILINEAR, fillcolor=GREY)
    return tile.resize((SIZE, SIZE), Image.BOX) if fine > SIZE else tile


def once(session, picture, crop, mirrored=False):
    pixels = np.asarray(cut(picture, crop), np.float32).transpose(2, 0, 1)[None] / 255
    if mirrored:
        pixels = np.ascontiguousarray(pixels[..., ::-1])
    names = [o.name for o in session.get_outputs()]
    out = dict(zip(names, session.run(names, {'image': pixels})))
    points, sigma = out['points'][0].astype(float), out['sigma'][0]
    visible, face = out.get('visible', np.ones((1, len(sigma))))[0], float(out.get('face', [1.0])[0])
    if mirrored:
        points, sigma, visible = points[MIRROR], sigma[MIRROR], visible[MIRROR]
        points[:, 0] = 1 - points[:, 0]
    offset = (points - 0.5) * crop.side
    c, s = np.cos(crop.roll), np.sin(crop.roll)
    placed = np.stack([crop.x + c * offset[:, 0] - s * offset[:, 1], crop.y + s * offset[:, 0] + c * offset[:, 1]], 1)
    return Found(placed, sigma * crop.side, visible, face)


def around(points):
    """The crop a face should be read in: level eyes, the face filling about 60 %."""
    eyes = points[EYE_RIGHT] - points[EYE_LEFT]
    middle = (points[EYE_LEFT] + points[EYE_RIGHT]) / 2
    width = np.linalg.norm(points[CHEEK_LEFT] - points[CHEEK_RIGHT])
    height = np.linalg.norm(points[CHIN] - middle)
    x, y = 0.7 * middle + 0.3 * points[CHIN]
    return Crop(x, y, max(1.62 * width, 2.1 * height), float(np.arctan2(eyes[1], eyes[0])))


def is_face(found):
    """A face is sure of itself: textures that fool the faceness alone scatter the points."""
    width = np.linalg.norm(found.points[CHEEK_LEFT] - found.points[CHEEK_RIGHT])
    return found.face > 0.5 and np.median(found.sigma) < 0.06 * width


def mean(found):
    return Found(*(np.mean([getattr(f, name) for f in found], 0) for name in ('points', 'sigma', 'visible', 'face')))


def read(session, picture, crop):
    """A face in about this crop: once, twice more in crops of its own, the last with its mirror image."""
    for _ in range(2):
        crop = around(once(session, picture, crop).points)
    return mean([once(session, picture, crop), once(session, picture, crop, True)])


def search(session, picture):
    """The crop in which the picture looks most like a face, over places and, until one is sure, ever smaller scales; and that faceness."""
    width, height = picture.size
    best, side = (None, -1.0), float(max(width, height))
    while best[1] < SURE and side >= max(SIZE / 2, min(width, height) / 9):
        step = side / 3
        for y in np.arange(min(height / 2, side / 2), max(height / 2, height - side / 2) + 1, step):
            for x in np.arange(min(width / 2, side / 2), max(width / 2, width - side / 2) + 1, step):
                crop = Crop(float(x), float(y), side)
                face = once(session, picture, crop).face
                if face > best[1]:
                    best = (crop, face)
        side /= 1.5
    return best
