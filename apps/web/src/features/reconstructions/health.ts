import { formatNumber } from '../../ui/format.ts';

interface Measured {
  mse?: number | null;
  mseWithoutSkips?: number | null;
  activeUnits?: number | null;
  embeddingSpread?: number | null;
}

// Up to here the error counts as about the same.
const ABOUT_THE_SAME = 1.5;

/** How much of a U-Net's reconstruction is left when its skip connections carry nothing; null of other models. */
export function skipSentence({ mse, mseWithoutSkips, activeUnits }: Measured): string | null {
  if (mse == null || mseWithoutSkips == null || !(mse > 0)) return null;
  const times = mseWithoutSkips / mse;
  const numbers = `With its skip connections zeroed the error is ${formatNumber(mseWithoutSkips)} instead of ${formatNumber(mse)}`;
  if (activeUnits === 0)
    return `${numbers}: nothing that tells samples apart survives, since no latent dimension is active. All of it is carried by the skips.`;
  return times <= ABOUT_THE_SAME
    ? `${numbers}: nearly all of the reconstruction survives, so the latents carry what you see here.`
    : `${numbers}, ${formatNumber(times, 2)} times as much (${formatNumber(10 * Math.log10(times), 2)} dB). So much of what you see here is carried by the skips past the latents, and is missing from them.`;
}

/** How many of a variational model's dimensions differ between samples; null of other models. */
export function activitySentence({ activeUnits }: Measured, latentSize: number): string | null {
  if (activeUnits == null) return null;
  if (activeUnits === 0) return `None of the ${latentSize} latent dimensions differs between samples.`;
  return activeUnits >= latentSize
    ? `All ${latentSize} latent dimensions are active: each differs between samples.`
    : `${activeUnits} of ${latentSize} latent dimensions are active; the others are the same for every sample and say nothing.`;
}

/** How much a contrastive model's embeddings differ between samples; null of other models. */
export function spreadSentence({ embeddingSpread }: Measured): string | null {
  if (embeddingSpread == null) return null;
  return `${formatNumber(embeddingSpread * 100)} % of its embeddings differs between samples (0 % would be a collapse to one point).`;
}
