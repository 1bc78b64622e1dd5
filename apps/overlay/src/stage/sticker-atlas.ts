import { ATLAS_COLUMNS, ATLAS_ROWS, STICKERS } from '../core/effects/stickers.ts';

/** Pixels of a cell's side: a drawing takes a tenth of a face's width, so that this is plenty on any canvas. */
const CELL = 256;

type Context = OffscreenCanvasRenderingContext2D;

/** Draws into a cell whose sides run from -1 to 1. */
const DRAWINGS: Record<(typeof STICKERS)[number], (context: Context) => void> = {
  star: drawStar,
  glint: drawGlint,
  drop: drawTear,
  brim: drawBrim,
  anger: drawAnger,
  sweat: drawSweat,
};

/** All drawings, side by side; alpha is premultiplied. */
export function drawStickerAtlas(): ImageBitmap {
  const canvas = new OffscreenCanvas(CELL * ATLAS_COLUMNS, CELL * ATLAS_ROWS);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws no 2-D canvas');
  context.lineCap = context.lineJoin = 'round';
  STICKERS.forEach((sticker, cell) => {
    const x = CELL * (cell % ATLAS_COLUMNS);
    const y = CELL * Math.floor(cell / ATLAS_COLUMNS);
    context.save();
    context.setTransform(CELL / 2, 0, 0, CELL / 2, x + CELL / 2, y + CELL / 2);
    DRAWINGS[sticker](context);
    context.restore();
  });
  return canvas.transferToImageBitmap();
}

function gradient(context: Context, x: number, y: number, radius: number, stops: readonly (readonly [number, string])[]): CanvasGradient {
  const made = context.createRadialGradient(x, y, 0, x, y, radius);
  for (const [at, colour] of stops) made.addColorStop(at, colour);
  return made;
}

function disc(context: Context, x: number, y: number, radiusX: number, radiusY: number, turn = 0): void {
  context.beginPath();
  context.ellipse(x, y, radiusX, radiusY, turn, 0, 2 * Math.PI);
}

/** Four long points, two of them longer, in a soft glow. */
function drawStar(context: Context): void {
  context.fillStyle = gradient(context, 0, 0, 0.95, [
    [0, 'rgb(255 255 255 / 90%)'],
    [0.3, 'rgb(255 246 214 / 30%)'],
    [0.62, 'rgb(255 240 200 / 6%)'],
    [1, 'rgb(255 240 200 / 0%)'],
  ]);
  disc(context, 0, 0, 0.95, 0.95);
  context.fill();
  context.fillStyle = '#ffffff';
  context.beginPath();
  const [long, wide, waist] = [0.96, 0.7, 0.13];
  context.moveTo(0, -long);
  context.quadraticCurveTo(waist * 0.55, -waist, wide, 0);
  context.quadraticCurveTo(waist * 0.55, waist, 0, long);
  context.quadraticCurveTo(-waist * 0.55, waist, -wide, 0);
  context.quadraticCurveTo(-waist * 0.55, -waist, 0, -long);
  context.fill();
  disc(context, 0, 0, 0.2, 0.2);
  context.fill();
}

function drawGlint(context: Context): void {
  context.fillStyle = gradient(context, 0, 0, 0.95, [
    [0, 'rgb(255 255 255 / 100%)'],
    [0.72, 'rgb(255 255 255 / 96%)'],
    [0.82, 'rgb(255 252 235 / 35%)'],
    [1, 'rgb(255 250 225 / 0%)'],
  ]);
  disc(context, 0, 0, 0.95, 0.95);
  context.fill();
}

/** A drop's outline, its tip up. */
function dropPath(context: Context, tip: number, centre: number, radius: number): void {
  context.beginPath();
  context.moveTo(0, tip);
  context.bezierCurveTo(0.1 * radius, tip + 0.5 * (centre - tip), radius, centre - 0.75 * radius, radius, centre);
  context.arc(0, centre, radius, 0, Math.PI);
  context.bezierCurveTo(-radius, centre - 0.75 * radius, -0.1 * radius, tip + 0.5 * (centre - tip), 0, tip);
  context.closePath();
}

/** A clear drop: the skin shines through its middle. */
function drawTear(context: Context): void {
  dropPath(context, -0.9, 0.32, 0.52);
  context.fillStyle = gradient(context, 0.05, 0.22, 0.95, [
    [0, 'rgb(225 243 255 / 62%)'],
    [0.45, 'rgb(165 213 250 / 72%)'],
    [1, 'rgb(96 165 232 / 88%)'],
  ]);
  context.fill();
  context.strokeStyle = 'rgb(62 122 196 / 75%)';
  context.lineWidth = 0.05;
  context.stroke();
  context.fillStyle = 'rgb(255 255 255 / 95%)';
  disc(context, -0.19, 0.12, 0.12, 0.2, 0.3);
  context.fill();
  context.fillStyle = 'rgb(255 255 255 / 70%)';
  disc(context, 0.2, 0.55, 0.12, 0.08, -0.6);
  context.fill();
}

/** Water that stands on a lower lid. */
function drawBrim(context: Context): void {
  context.beginPath();
  context.moveTo(-0.78, -0.06);
  context.quadraticCurveTo(0, 0.16, 0.78, -0.06);
  context.quadraticCurveTo(0.42, 0.3, 0, 0.3);
  context.quadraticCurveTo(-0.42, 0.3, -0.78, -0.06);
  const water = context.createLinearGradient(0, -0.1, 0, 0.3);
  water.addColorStop(0, 'rgb(240 249 255 / 30%)');
  water.addColorStop(0.5, 'rgb(205 232 252 / 55%)');
  water.addColorStop(1, 'rgb(150 200 242 / 70%)');
  context.fillStyle = water;
  context.fill();
  context.fillStyle = 'rgb(255 255 255 / 92%)';
  disc(context, -0.26, 0.155, 0.14, 0.045, 0.1);
  context.fill();
  disc(context, 0.32, 0.14, 0.06, 0.034, -0.2);
  context.fill();
}

/** Four veins that bend about a middle. */
function drawAnger(context: Context): void {
  const veins = (): void => {
    for (let quarter = 0; quarter < 4; quarter++) {
      context.save();
      context.rotate((quarter * Math.PI) / 2 + 0.12);
      context.beginPath();
      context.moveTo(0.19, 0.74);
      context.bezierCurveTo(0.17, 0.3, 0.3, 0.17, 0.74, 0.19);
      context.stroke();
      context.restore();
    }
  };
  context.strokeStyle = 'rgb(255 255 255 / 95%)';
  context.lineWidth = 0.34;
  veins();
  context.strokeStyle = '#d81f3c';
  context.lineWidth = 0.19;
  veins();
}

/** A drop as comics draw it. */
function drawSweat(context: Context): void {
  dropPath(context, -0.88, 0.34, 0.5);
  context.strokeStyle = 'rgb(255 255 255 / 95%)';
  context.lineWidth = 0.2;
  context.stroke();
  const water = context.createLinearGradient(0, -0.8, 0, 0.84);
  water.addColorStop(0, '#e3f5ff');
  water.addColorStop(0.55, '#9fd6fb');
  water.addColorStop(1, '#55a6ea');
  context.fillStyle = water;
  context.fill();
  context.strokeStyle = '#2f74b8';
  context.lineWidth = 0.075;
  context.stroke();
  context.strokeStyle = '#ffffff';
  context.lineWidth = 0.11;
  context.beginPath();
  context.arc(0, 0.34, 0.31, Math.PI * 0.72, Math.PI * 1.12);
  context.stroke();
}
