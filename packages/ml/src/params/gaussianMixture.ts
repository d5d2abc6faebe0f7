import { z } from 'zod';

export const COVARIANCE_TYPES = ['full', 'tied', 'diag', 'spherical'] as const;
export type CovarianceType = (typeof COVARIANCE_TYPES)[number];

/** scikit-learn's GaussianMixture: the same names and meanings, in camelCase. */
export const gaussianMixtureParams = z.strictObject({
  nComponents: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('Fixed number of components; left out, the best of the scan is taken.'),
  covarianceType: z
    .enum(COVARIANCE_TYPES)
    .default('full')
    .describe(
      'full: each component its own ellipsoid; tied: one for all; diag: along the axes; spherical: balls.',
    ),
  tol: z
    .number()
    .min(0)
    .default(1e-3)
    .describe('The iterations end when the mean log-likelihood of a sample rises by less.'),
  regCovar: z
    .number()
    .min(0)
    .default(1e-6)
    .describe('Added to every variance, so that no component shrinks to a point.'),
  maxIter: z.int().min(1).max(100_000).default(100).describe('Iterations after which it ends in any case.'),
  nInit: z
    .int()
    .min(1)
    .max(1000)
    .default(1)
    .describe('Starts of which the one with the highest likelihood is kept.'),
});
export type GaussianMixtureParams = z.infer<typeof gaussianMixtureParams>;
