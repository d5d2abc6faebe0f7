import { z } from 'zod';

export const PROJECTION_KINDS = ['PCA', 'TSNE', 'UMAP'] as const;
export const projectionKind = z.enum(PROJECTION_KINDS);
export type ProjectionKind = z.infer<typeof projectionKind>;
