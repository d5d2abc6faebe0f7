import type { Confidence, ObservationKind } from '../../gql/graphql.ts';

/** What a cluster is, as a reader calls it. */
export const KIND_NAMES: Readonly<Record<ObservationKind, string>> = {
  PHYSICAL: 'Physical',
  ARTEFACT: 'Artefact',
  UNSURE: 'Unsure',
};

export const CONFIDENCE_NAMES: Readonly<Record<Confidence, string>> = {
  HIGH: 'High confidence',
  MEDIUM: 'Medium confidence',
  LOW: 'Low confidence',
};
