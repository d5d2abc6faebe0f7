import { formatScore } from '../../ui/format.ts';

interface Trust {
  trustworthiness?: number | null | undefined;
  continuity?: number | null | undefined;
}

/**
 * How far to trust a map, in sentences: trustworthiness says whether neighbours on the map are neighbours in latent
 * space, continuity the other way round; both reach 1.
 */
export function trustText({ trustworthiness, continuity }: Trust): string {
  const parts = [
    ...(trustworthiness == null
      ? []
      : [`trustworthiness ${formatScore(trustworthiness)}: neighbours here are neighbours in latent space`]),
    ...(continuity == null
      ? []
      : [`continuity ${formatScore(continuity)}: neighbours in latent space are neighbours here`]),
  ];
  const trust = parts.length > 0 ? `Of at most 1, ${parts.join('; ')}. ` : '';
  return `${trust}Scores are computed in latent space, never on this map.`;
}

const NAMES: Readonly<Record<string, string>> = { TSNE: 't-SNE' };

/** A projection's kind as the field writes it. */
export const projectionName = (kind: string): string => NAMES[kind] ?? kind;
