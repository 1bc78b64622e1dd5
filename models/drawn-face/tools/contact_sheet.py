"""A sheet of generated pictures, to look at: contact_sheet.py OUT.png [first seed] [columns] [rows] [--points]."""

import sys

from PIL import Image, ImageDraw

from faces import SIZE, draw


def sheet(first_seed, columns, rows, points):
    images, labels, faces = draw(first_seed, columns * rows)
    scale = 2 if points else 1
    page = Image.new('RGB', (columns * SIZE * scale, rows * SIZE * scale))
    for i in range(columns * rows):
        tile = Image.fromarray(images[i]).resize((SIZE * scale, SIZE * scale), Image.BICUBIC)
        if points and faces[i]:
            brush = ImageDraw.Draw(tile)
            for x, y, weight, visible in labels[i]:
                u, v = x * SIZE * scale, y * SIZE * scale
                if weight > 0:
                    brush.ellipse((u - 2, v - 2, u + 2, v + 2), fill=(255 - int(visible * 255), int(visible * 255), 60))
        page.paste(tile, (i % columns * SIZE * scale, i // columns * SIZE * scale))
    return page


if __name__ == '__main__':
    given = [int(a) for a in sys.argv[2:] if a.isdigit()]
    first_seed, columns, rows = given + [1, 10, 6][len(given):]
    sheet(first_seed, columns, rows, '--points' in sys.argv).save(sys.argv[1])
