import type { FactSource } from '../../gql/graphql.ts';
import { camelWords } from '../../ui/format.ts';

/** What a map is coloured by. */
export type ColoringChoice =
  | { kind: 'CLUSTERS' }
  | { kind: 'SCORE'; name: string }
  | { kind: 'FACT'; source: FactSource; name: string };

const SOURCES: readonly FactSource[] = ['HEADER', 'CATALOGUE', 'IMAGE'];
const LONGEST_NAME = 200;

/** From the address, such as `score:silhouette` or `header:CRVAL1`; clusters where it says nothing that is known. */
export function coloringChoiceOf(text: string | null): ColoringChoice {
  const [, kind = '', name = ''] = /^([a-z]+):(.+)$/.exec(text ?? '') ?? [];
  if (name.length > LONGEST_NAME) return { kind: 'CLUSTERS' };
  if (kind === 'score') return { kind: 'SCORE', name };
  const source = SOURCES.find((one) => one.toLowerCase() === kind);
  return source ? { kind: 'FACT', source, name } : { kind: 'CLUSTERS' };
}

/** Null: clusters, which the address need not say. */
export function coloringText(choice: ColoringChoice): string | null {
  if (choice.kind === 'CLUSTERS') return null;
  return `${choice.kind === 'SCORE' ? 'score' : choice.source.toLowerCase()}:${choice.name}`;
}

const PROJECTED = /^(trust|continuity|kept)(Pca|Tsne|Umap)$/;
const MAP_NAMES: Readonly<Record<string, string>> = { Pca: 'PCA', Tsne: 't-SNE', Umap: 'UMAP' };
const MEASURES: Readonly<Record<string, string>> = {
  trust: 'trustworthiness',
  continuity: 'continuity',
  kept: 'neighbours kept',
};

/** reconstructionError to "reconstruction error", trustPca to "trustworthiness by PCA" */
export function scoreName(name: string): string {
  const [, measure, map] = PROJECTED.exec(name) ?? [];
  return measure && map ? `${MEASURES[measure]} by ${MAP_NAMES[map]}` : camelWords(name);
}
