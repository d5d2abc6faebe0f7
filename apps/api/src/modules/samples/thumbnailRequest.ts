import { STRETCHES } from '@asterism/ml/params';
import { z } from 'zod';

// Previews are at most 128 pixels a side, so more than 512 would only blur.
export const thumbnailRequest = z
  .object({
    channel: z.coerce.number().int().min(0).max(4096).default(0),
    size: z.coerce.number().int().min(16).max(512).default(128),
    stretch: z.enum(STRETCHES).default('ASINH'),
    colorMap: z.string().max(32).default('inferno'),
    lower: z.coerce.number().optional(),
    upper: z.coerce.number().optional(),
  })
  .refine((r) => r.lower === undefined || r.upper === undefined || r.lower < r.upper, {
    path: ['upper'],
    message: 'upper must be above lower.',
  });
export type ThumbnailRequest = z.infer<typeof thumbnailRequest>;

type LooseRequest = { [K in keyof ThumbnailRequest]?: ThumbnailRequest[K] | null };

/** The query of a thumbnail's address. What is left out is left to the defaults, so that addresses stay short and equal. */
export function thumbnailQuery(request: LooseRequest): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request)) if (value != null) query.set(name, String(value));
  return String(query);
}

/** The address of a sample's thumbnail. */
export const thumbnailUrl = (sampleId: string, request: LooseRequest): string =>
  `/thumbnails/${sampleId}?${thumbnailQuery(request)}`;
