"""The generator's pictures, through its shared library."""

import ctypes
from pathlib import Path

import numpy as np

SIZE = 160
POINTS = 46
LIBRARY = Path(__file__).parents[1] / 'generator' / '.cache' / 'libdrawn.so'

_library = ctypes.CDLL(str(LIBRARY))
_library.drawPictures.argtypes = [ctypes.c_uint64, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]


def draw(first_seed, count):
    """Pictures [count, 160, 160, 3] uint8, points [count, 46, 4] (x, y, weight, visible), faces [count] 0 or 1."""
    images = np.empty((count, SIZE, SIZE, 3), np.uint8)
    points = np.empty((count, POINTS, 4), np.float32)
    faces = np.empty(count, np.float32)
    _library.drawPictures(first_seed, count, images.ctypes.data, points.ctypes.data, faces.ctypes.data)
    return images, points, faces
