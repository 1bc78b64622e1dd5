"""Index of each point's mirror image: eyes, brows, mouth, nose, outline."""

MIRROR = [
    *range(12, 21), 22, 21, 23, *range(0, 9), 10, 9, 11,
    27, 28, 29, 24, 25, 26,
    31, 30, 32, 33, 35, 34, 37, 36,
    38, 45, 44, 43, 42, 41, 40, 39,
]
