import { z } from 'zod';

export const COVARIANCE_TYPES = ['full', 'tied', 'diag', 'spherical'] as const;
export type CovarianceType = (typeof COVARIANCE_TYPES)[number];

/** scikit-learn's GaussianMixture: the same names and meanings, in camelCase. */
export const gaussianMixtureParams = z.strictObject({
  /** Fixed number of components; left out, the best of the scan is taken. */
  nComponents: z.int().min(1).max(1000).optional(),
  /** full: each component its own ellipsoid; tied: one for all; diag: along the axes; spherical: balls. */
  covarianceType: z.enum(COVARIANCE_TYPES).default('full'),
  /** The iterations end when the mean log-likelihood of a sample rises by less. */
  tol: z.number().min(0).default(1e-3),
  /** Added to every variance, so that no component shrinks to a point. */
  regCovar: z.number().min(0).default(1e-6),
  maxIter: z.int().min(1).max(100_000).default(100),
  /** Starts of which the one with the highest likelihood is kept. */
  nInit: z.int().min(1).max(1000).default(1),
});
export type GaussianMixtureParams = z.infer<typeof gaussianMixtureParams>;
