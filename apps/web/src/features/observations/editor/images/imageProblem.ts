import { formatBytes } from '../../../../ui/format.ts';

export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
export const MOST_IMAGE_BYTES = 5e6;

/** Why a picture cannot be put into a text, in a sentence; null where it can, as far as can be told here. */
export function imageProblem({ name, type, size }: Pick<File, 'name' | 'type' | 'size'>): string | null {
  const called = name || 'The picture';
  if (!IMAGE_TYPES.some((known) => known === type))
    return `${called} cannot be shown here. Send it as PNG, JPEG or WebP.`;
  if (size > MOST_IMAGE_BYTES)
    return `${called} has ${formatBytes(size)}; a picture may have ${formatBytes(MOST_IMAGE_BYTES)}. Make it smaller.`;
  return null;
}
