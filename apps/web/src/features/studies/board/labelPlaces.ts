interface Anchor {
  x: number;
  y: number;
  text: string;
}

export interface Label extends Anchor {
  align: 'start' | 'middle' | 'end';
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

// Of Inter at 12 px: 6.6 px a character on average, wide capitals included.
const CHARACTER = 6.8;
const HEIGHT = 14;
const AWAY = 9;
const RADIUS = 6;

/**
 * Where names stand beside their points: right, left, above or below, wherever they cover neither another name nor a
 * point. Those that come first are placed first; one without room is left out, and said on hover.
 */
export function placeLabels(
  anchors: readonly Anchor[],
  obstacles: readonly { x: number; y: number }[],
  size: { width: number; height: number },
): Label[] {
  const taken: Box[] = obstacles.map(({ x, y }) => ({
    left: x - RADIUS,
    right: x + RADIUS,
    top: y - RADIUS,
    bottom: y + RADIUS,
  }));
  return anchors.flatMap((anchor) => {
    for (const { label, box } of candidates(anchor)) {
      const isInside = box.left >= 0 && box.right <= size.width && box.top >= 0 && box.bottom <= size.height;
      if (!isInside || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      return label;
    }
    return [];
  });
}

function candidates({ x, y, text }: Anchor): { label: Label; box: Box }[] {
  const width = text.length * CHARACTER;
  const row = (middle: number) => ({ top: middle - HEIGHT / 2, bottom: middle + HEIGHT / 2 });
  const at = (align: Label['align'], left: number, middle: number) => ({
    label: {
      text,
      align,
      x: align === 'start' ? left : align === 'end' ? left + width : left + width / 2,
      y: middle,
    },
    box: { left, right: left + width, ...row(middle) },
  });
  return [
    at('start', x + AWAY, y),
    at('end', x - AWAY - width, y),
    at('middle', x - width / 2, y - HEIGHT),
    at('middle', x - width / 2, y + HEIGHT),
    at('start', x + AWAY, y - HEIGHT),
    at('end', x - AWAY - width, y - HEIGHT),
    at('start', x + AWAY, y + HEIGHT),
    at('end', x - AWAY - width, y + HEIGHT),
  ];
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
