"""A sheet of pictures with what a model finds on them: overlay.py OUT.png MODEL.onnx PICTURE ... [--search]."""

import sys

from PIL import Image, ImageDraw

from runtime import Crop, around, cut, is_face, load, opened, read, search

TILE, COLUMNS = 480, 4
LINES = {
    (0, 255, 60): [[0, 1, 2, 3, 4, 5, 6, 7, 0], [12, 13, 14, 15, 16, 17, 18, 19, 12]],
    (0, 220, 255): [[9, 8, 10], [8, 11], [21, 20, 22], [20, 23]],
    (255, 150, 0): [[24, 25, 26], [27, 28, 29]],
    (255, 30, 60): [[30, 34, 32, 35, 31, 37, 33, 36, 30]],
    (60, 90, 255): [[39, 40, 41, 42, 43, 44, 45]],
    (255, 0, 255): [[38, 38]],
}


def tile(session, file, searching):
    picture = opened(file)
    crop = Crop(picture.width / 2, picture.height / 2, max(picture.size))
    score = None
    if searching:
        crop, score = search(session, picture)
    found = read(session, picture, crop)
    shown = around(found.points)
    shown.side *= 1.3
    shown.roll = 0
    page = cut(picture, shown).resize((TILE, TILE), Image.BICUBIC) if shown.side < 200 else picture.crop(
        [int(v) for v in (shown.x - shown.side / 2, shown.y - shown.side / 2, shown.x + shown.side / 2, shown.y + shown.side / 2)]
    ).resize((TILE, TILE), Image.BICUBIC)
    brush = ImageDraw.Draw(page)
    at = (found.points - (shown.x - shown.side / 2, shown.y - shown.side / 2)) * TILE / shown.side
    for color, lines in LINES.items():
        for line in lines:
            brush.line([tuple(at[i]) for i in line], fill=color, width=2)
    for (x, y), seen in zip(at, found.visible):
        size = 2 if seen > 0.5 else 4
        brush.ellipse((x - size, y - size, x + size, y + size), fill=(255, 255, 255) if seen > 0.5 else None, outline=(255, 0, 0))
    brush.text((6, 6), f'{file.split("/")[-1]} {"face" if is_face(found) else "no face"} {found.face:.2f}' + (f' search {score:.2f}' if score is not None else ''), fill=(255, 0, 255))
    return page


def main(out, model, files, searching):
    session = load(model)
    rows = (len(files) + COLUMNS - 1) // COLUMNS
    page = Image.new('RGB', (TILE * min(COLUMNS, len(files)), TILE * rows))
    for i, file in enumerate(files):
        page.paste(tile(session, file, searching), (i % COLUMNS * TILE, i // COLUMNS * TILE))
    page.save(out)


if __name__ == '__main__':
    rest = [a for a in sys.argv[3:] if a != '--search']
    main(sys.argv[1], sys.argv[2], rest, '--search' in sys.argv)
