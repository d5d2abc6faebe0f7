/** A latent dimension, and the variance of its values over the samples. */
export interface Dimension {
  dimension: number;
  variance: number;
}

/** Dimensions of latents (samples, size) by their variance over the samples, the greatest first: those that are in use. */
export function dimensionsByActivity(latents: Float32Array, size: number): Dimension[] {
  const samples = latents.length / size;
  const dimensions = Array.from({ length: size }, (_, dimension): Dimension => {
    let mean = 0;
    let squares = 0;
    // Welford's update: latents may lie far from zero.
    for (let i = 0; i < samples; i++) {
      const value = latents[i * size + dimension]!;
      const step = value - mean;
      mean += step / (i + 1);
      squares += step * (value - mean);
    }
    return { dimension, variance: samples > 0 ? squares / samples : 0 };
  });
  return dimensions.sort((a, b) => b.variance - a.variance || a.dimension - b.dimension);
}
