import { avatarUrl } from '@masque/config/avatar';
import { backgroundColour } from '@masque/config/look';
import type { Opening } from '@masque/config/opening';
import { place } from '../stage/place.ts';
import { shadowFilter } from '../stage/shadow-filter.ts';

/** The avatar's own picture, exactly where the stage will draw it: a page shows it until the renderer and the portrait are there. */
export interface Still {
  /** Resolves when it was painted, or when there is nothing to wait for. */
  readonly painted: Promise<void>;
  /** Shows it as is wanted now; another avatar is none of its business. */
  adopt(opening: Opening | null): void;
  /** The first live picture is drawn. */
  remove(): void;
}

/** Milliseconds after which nobody waits any more: a large picture, or a page that is not repainted. */
const PATIENCE = 400;
/** Side to which a picture is drawn to see whether any of it is transparent, and the least alpha of one that has none. */
const SAMPLE = 32;
const OPAQUE = 250;

/** @param opening what the relay says with the page; null where it says nothing */
export function createStill(parent: HTMLElement, opening: Opening | null): Still {
  if (!opening) return { painted: Promise.resolve(), adopt() {}, remove() {} };
  const { avatar } = opening;
  const image = document.createElement('img');
  image.alt = '';
  Object.assign(image.style, { position: 'fixed', left: '0', top: '0', transformOrigin: '0 0', visibility: 'hidden' });
  image.src = avatarUrl(avatar, avatar.picture);
  parent.append(image);
  let current = opening;
  let ready = false;
  let gone = false;
  let cutout: boolean | null = null;

  function arrange(): void {
    if (!ready || gone) return;
    const { look, stage } = current;
    const placement = stage.placement ?? look.placement;
    const { a, b, c, d, x, y } = place({ width: image.naturalWidth, height: image.naturalHeight }, placement, innerWidth, innerHeight);
    const own = look.background.kind === 'picture';
    // Without its background a photo is only known once it is imported.
    if (!own) cutout ??= hasTransparency(image);
    Object.assign(image.style, {
      transform: `${placement.flip ? `translateX(${innerWidth}px) scaleX(-1) ` : ''}matrix(${[a, b, c, d, x, y].join()})`,
      filter: shadowFilter(look.effects.shadow),
      visibility: stage.visible && (own || cutout) ? 'visible' : 'hidden',
    });
    parent.style.background = backgroundColour(look.background) ?? '';
  }

  function remove(): void {
    if (gone) return;
    gone = true;
    removeEventListener('resize', arrange);
    image.remove();
  }

  async function paint(): Promise<void> {
    await image.decode();
    ready = true;
    arrange();
    await nextRepaint();
    await nextRepaint();
  }

  addEventListener('resize', arrange);
  const late = new Promise<void>((resolve) => setTimeout(resolve, document.visibilityState === 'hidden' ? 0 : PATIENCE));
  return {
    // A picture that cannot be read is told of by who imports it.
    painted: Promise.race([late, paint().catch(remove)]),
    adopt(next) {
      if (next?.avatar.id !== avatar.id || next.avatar.revision !== avatar.revision) return remove();
      current = next;
      arrange();
    },
    remove,
  };
}

const nextRepaint = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

function hasTransparency(image: HTMLImageElement): boolean {
  const context = new OffscreenCanvas(SAMPLE, SAMPLE).getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  context.drawImage(image, 0, 0, SAMPLE, SAMPLE);
  const { data } = context.getImageData(0, 0, SAMPLE, SAMPLE);
  return data.some((value, i) => i % 4 === 3 && value < OPAQUE);
}
