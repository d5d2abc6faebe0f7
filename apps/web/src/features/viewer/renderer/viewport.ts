/** Width and height, in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/**
 * What of an image is in view: the image's point at the panel's middle, and CSS pixels an image pixel. Image points are
 * counted from the lower left corner, y upwards; the pixel (i, j), counted from 0, reaches from (i, j) to (i + 1, j + 1).
 */
export interface Viewport {
  centerX: number;
  centerY: number;
  scale: number;
}

// Beyond 64 screen pixels an image pixel there is nothing more to see.
const LARGEST_SCALE = 64;

/** The whole image in view. */
export function fitViewport(image: Size, panel: Size): Viewport {
  const scale = Math.min(panel.width / image.width, panel.height / image.height);
  return { centerX: image.width / 2, centerY: image.height / 2, scale: scale > 0 ? scale : 1 };
}

/** The image's point under a panel's; (0, 0) is the panel's upper left corner. */
export function toImage({ centerX, centerY, scale }: Viewport, panel: Size, px: number, py: number) {
  return {
    x: centerX + (px - panel.width / 2) / scale,
    y: centerY - (py - panel.height / 2) / scale,
  };
}

/** The inverse of `toImage`. */
export function toPanel({ centerX, centerY, scale }: Viewport, panel: Size, x: number, y: number) {
  return {
    px: panel.width / 2 + (x - centerX) * scale,
    py: panel.height / 2 - (y - centerY) * scale,
  };
}

/** Zooms by `factor` and keeps what is under (px, py); null, the whole image, where it would become smaller than that. */
export function zoomAt(
  viewport: Viewport,
  image: Size,
  panel: Size,
  { px, py, factor }: { px: number; py: number; factor: number },
): Viewport | null {
  const scale = Math.min(viewport.scale * factor, LARGEST_SCALE);
  if (scale <= fitViewport(image, panel).scale * 1.001) return null;
  const { x, y } = toImage(viewport, panel, px, py);
  const moved = {
    centerX: x - (px - panel.width / 2) / scale,
    centerY: y + (py - panel.height / 2) / scale,
    scale,
  };
  return keepInView(moved, image);
}

/** Moves the image along with a pointer. */
export function panBy(viewport: Viewport, image: Size, dx: number, dy: number): Viewport {
  const { centerX, centerY, scale } = viewport;
  return keepInView({ scale, centerX: centerX - dx / scale, centerY: centerY + dy / scale }, image);
}

/** The panel's middle always lies on the image: it cannot be lost. */
function keepInView({ centerX, centerY, scale }: Viewport, { width, height }: Size): Viewport {
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  return { centerX: within(centerX, width), centerY: within(centerY, height), scale };
}
