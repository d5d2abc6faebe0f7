import type { Page } from '@playwright/test';

/** How what is drawn looks: where it stands in its part of the page, and in which colours and letters. */
export interface Look {
  /** Element, and the first words in it. */
  what: string;
  /** x, y, width and height in pixels, from the corner of its part. */
  box: number[];
  /** Letters, lines and corners; the same in either theme. */
  shape: string;
  /** Of text, ground and border, in one theme. */
  colors: string;
}

/** By the name of a part of the page. */
export type Looks = Record<string, Look[]>;

/**
 * Reads all that is drawn in the named parts of a page, a part within another with the outer one. Pictures on canvases
 * are told as 8 x 8 colours. What moves by itself is left out, and so are words of time.
 */
export async function readLooks(page: Page): Promise<Looks> {
  await page.evaluate(() => document.fonts.ready);
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll<HTMLElement>('main section[aria-label]')].filter(
      (part) => !part.parentElement?.closest('section[aria-label]'),
    );
    const ownWords = (element: Element): string => {
      if (element.tagName === 'TIME') return '';
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const words = texts.map((node) => node.textContent ?? '').join(' ');
      return words.replace(/\s+/g, ' ').trim().slice(0, 40);
    };
    const isClear = (color: string): boolean => color === 'none' || /, 0\)$/.test(color);
    const mosaic = (canvas: HTMLCanvasElement): string => {
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [8, 8];
      const context = copy.getContext('2d', { willReadFrequently: true });
      if (!context || canvas.width === 0) return '';
      context.drawImage(canvas, 0, 0, 8, 8);
      // Sixteen steps of each colour: smoothing differs by less.
      return [...context.getImageData(0, 0, 8, 8).data].map((value) => (value >> 4).toString(16)).join('');
    };
    const lookOf = (element: Element, origin: DOMRect): Look | null => {
      const style = getComputedStyle(element);
      const rect = element.getBoundingClientRect();
      if (rect.width === 0 && rect.height === 0) return null;
      if (style.visibility === 'hidden' || style.opacity === '0') return null;
      const words = ownWords(element);
      const isShape = element instanceof SVGGeometryElement || element instanceof SVGTextElement;
      const isBordered = ['Top', 'Right', 'Bottom', 'Left'].some(
        (side) =>
          Number.parseFloat(style.getPropertyValue(`border-${side.toLowerCase()}-width`)) > 0 &&
          !isClear(style.getPropertyValue(`border-${side.toLowerCase()}-color`)),
      );
      const isDrawn =
        words !== '' ||
        isShape ||
        isBordered ||
        !isClear(style.backgroundColor) ||
        style.boxShadow !== 'none' ||
        ['IMG', 'CANVAS', 'INPUT', 'TEXTAREA', 'SELECT', 'TIME'].includes(element.tagName);
      if (!isDrawn) return null;
      const colors = isShape
        ? [style.fill, style.stroke]
        : [style.color, style.backgroundColor, isBordered ? style.borderTopColor : '', style.boxShadow];
      const shape = isShape
        ? [style.strokeWidth, style.strokeDasharray, style.fontSize]
        : [
            style.fontFamily.split(',')[0],
            style.fontSize,
            style.fontWeight,
            style.textAlign,
            style.borderRadius,
          ];
      return {
        what: `${element.tagName.toLowerCase()} ${words}`.trim(),
        box: [rect.x - origin.x, rect.y - origin.y, rect.width, rect.height].map(Math.round),
        shape: shape.join(' '),
        colors: `${colors.join(' ')}${element instanceof HTMLCanvasElement ? mosaic(element) : ''}`.trim(),
      };
    };
    const looks: Looks = {};
    for (const part of parts) {
      const origin = part.getBoundingClientRect();
      const elements = [part, ...part.querySelectorAll('*')].filter(
        // They turn and pulse.
        (element) => !element.closest('[class*="Loader-root"], [class*="Skeleton-root"]'),
      );
      looks[part.ariaLabel ?? ''] = elements.flatMap((element) => lookOf(element, origin) ?? []);
    }
    return looks;
  });
}

// What text takes differs by less between machines; what somebody sees differs by more.
const PIXELS = 3;

/** What looks otherwise than it did, a sentence each. */
export function changesBetween(before: Looks, now: Looks): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names.flatMap((name) => {
    const [old, fresh] = [before[name], now[name]];
    if (!old) return [`${name}: is new`];
    if (!fresh) return [`${name}: is gone`];
    if (old.length !== fresh.length)
      return [`${name}: draws ${fresh.length} things, and drew ${old.length}${firstOther(old, fresh)}`];
    return fresh.flatMap((look, i) => changeOf(name, old[i]!, look));
  });
}

function firstOther(old: readonly Look[], fresh: readonly Look[]): string {
  const at = fresh.findIndex(({ what }, i) => what !== old[i]?.what);
  return at < 0 ? '' : `; the first other is "${fresh[at]?.what}"`;
}

function changeOf(name: string, old: Look, { what, box, shape, colors }: Look): string[] {
  const where = `${name}, "${what}"`;
  if (old.what !== what) return [`${name}: "${what}" stands where "${old.what}" stood`];
  if (old.shape !== shape) return [`${where}: ${shape}, and was ${old.shape}`];
  if (old.colors !== colors) return [`${where}: ${colors}, and was ${old.colors}`];
  const isMoved = box.some((value, i) => Math.abs(value - (old.box[i] ?? 0)) > PIXELS);
  return isMoved ? [`${where}: lies at ${box.join(' ')}, and lay at ${old.box.join(' ')}`] : [];
}
