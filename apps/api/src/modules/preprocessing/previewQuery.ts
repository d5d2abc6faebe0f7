import type { PreprocessingParams } from '@asterism/ml/params';
import { z } from 'zod';

const number = z.coerce.number();

/** Choices as an address's query; equal choices have equal addresses. */
export function previewQuery(params: PreprocessingParams): string {
  const { channels, ...rest } = params;
  const query = new URLSearchParams({ channels: channels.join(',') });
  for (const [name, value] of Object.entries(rest)) query.set(name, String(value));
  return query.toString();
}

/** Back from a query; the choices are still to be parsed. */
export const previewRequest = z
  .object({
    channels: z.string().transform((text) => text.split(',').map(Number)),
    alignment: z.string(),
    geometry: z.string(),
    normalization: z.string(),
    size: number,
    stretch: z.string(),
    lowerPercentile: number,
    upperPercentile: number,
    format: z.enum(['raw', 'npy']).default('raw'),
  })
  .transform(({ format, ...params }) => ({ format, params }));
