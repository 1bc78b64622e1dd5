import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../support/chromium.ts';
import { sharedFile } from '../support/shared-data.ts';

/*
 * Asks the original @mediapipe/face_mesh package for its landmarks of shared portraits and of our avatars, and keeps them
 * as numbers in tests/fixtures/face-mesh-reference.json. Run by hand, for all pictures or for those named:
 * npx tsx tests/browser/tracker-reference.ts [picture...]
 */
const PICTURES = [
  'portraits/p01_photo_front.jpg',
  'portraits/p02_photo_glasses_pout.jpg',
  'portraits/p03_photo_mouth_wide.jpg',
  'portraits/p04_painting_moustache.png',
  'portraits/p05_painting_three_quarter.jpg',
  'portraits/p06_cartoon3d_boy.jpg',
  'reference/s0.jpg',
  'reference/s42.jpg',
  'avatars/rowan/picture.png',
];
const output = fileURLToPath(new URL('../fixtures/face-mesh-reference.json', import.meta.url));

interface FaceMesh {
  setOptions(options: { maxNumFaces: number; refineLandmarks: boolean }): void;
  onResults(listener: (results: { multiFaceLandmarks?: { x: number; y: number; z: number }[][] }) => void): void;
  send(input: { image: HTMLCanvasElement }): Promise<void>;
  close(): Promise<void>;
}

/** Runs in the page: x and y in pixels, x10 and rounded, of the first frame, before region and landmarks feed each other. */
async function measure(url: string): Promise<number[] | null> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#c0c0c0';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0);
  const { FaceMesh: Original } = window as unknown as { FaceMesh: new (options: { locateFile(file: string): string }) => FaceMesh };
  const mesh = new Original({ locateFile: (file) => `/package/${file}` });
  mesh.setOptions({ maxNumFaces: 1, refineLandmarks: true });
  let found: number[] | null = null;
  mesh.onResults(({ multiFaceLandmarks }) => {
    const face = multiFaceLandmarks?.[0];
    found = face ? face.flatMap(({ x, y }) => [x * canvas.width, y * canvas.height].map((v) => Math.round(v * 10))) : null;
  });
  await mesh.send({ image: canvas });
  await mesh.close();
  return found;
}

function findPicture(picture: string): string {
  const file = picture.startsWith('avatars/') ? fileURLToPath(new URL(`../../config/${picture}`, import.meta.url)) : sharedFile(picture);
  if (!file) throw new Error(`the shared picture ${picture} is missing`);
  return file;
}

async function main(): Promise<void> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@mediapipe/face_mesh/package.json'));
  const browser = await launchChromium();
  const named = process.argv.slice(2);
  const reference = (named.length > 0 ? JSON.parse(readFileSync(output, 'utf8')) : {}) as Record<string, number[] | null>;
  for (const picture of named.length > 0 ? named : PICTURES) {
    const file = findPicture(picture);
    const page = await browser.newPage();
    // The TypeScript runner marks function names with a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (value) => value');
    await page.route('http://test.invalid/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: '<script src="/package/face_mesh.js"></script>' });
      else if (pathname === '/picture') await route.fulfill({ path: file });
      else await route.fulfill({ path: path.join(folder, path.basename(pathname)) });
    });
    await page.goto('http://test.invalid/');
    reference[picture] = await page.evaluate(measure, '/picture');
    console.log(picture, reference[picture]?.slice(0, 4));
    await page.close();
  }
  await browser.close();
  const lines = Object.entries(reference).map(([picture, points]) => `  ${JSON.stringify(picture)}: ${JSON.stringify(points)}`);
  writeFileSync(output, `{\n${lines.join(',\n')}\n}\n`);
}

await main();
