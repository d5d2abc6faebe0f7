import type { Confidence, ObservationKind } from '../../gql/graphql.ts';

// Without the document's schema, which lists have no use for.

/** What a cluster is, as a reader calls it. */
export const KIND_NAMES: Readonly<Record<ObservationKind, string>> = {
  PHYSICAL: 'Physical',
  ARTEFACT: 'Artefact',
  UNSURE: 'Unsure',
};

export const CONFIDENCE_NAMES: Readonly<Record<Confidence, string>> = {
  HIGH: 'High',
  MEDIUM: 'Medium',
  LOW: 'Low',
};

/** Kind and confidence as a reader is told of them in passing: "physical", "high confidence". */
export const saidInPassing = (
  kind: ObservationKind | null | undefined,
  confidence: Confidence | null | undefined,
): string[] => [
  ...(kind ? [KIND_NAMES[kind].toLowerCase()] : []),
  ...(confidence ? [`${CONFIDENCE_NAMES[confidence].toLowerCase()} confidence`] : []),
];
