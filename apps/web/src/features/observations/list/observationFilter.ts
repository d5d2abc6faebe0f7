import type { Confidence, ObservationFilter, ObservationKind } from '../../../gql/graphql.ts';
import { experimentNumberOf } from '../../experiments/experimentAddress.ts';

export const KINDS = ['PHYSICAL', 'ARTEFACT', 'UNSURE'] as const satisfies readonly ObservationKind[];
export const CONFIDENCES = ['HIGH', 'MEDIUM', 'LOW'] as const satisfies readonly Confidence[];

/** What observations are looked for by, as the address has it. */
export interface AskedObservations {
  text: string;
  label: string;
  tag: string;
  kind: ObservationKind | null;
  confidence: Confidence | null;
  /** As people write it, such as E-42. */
  experiment: string;
  /** Its id. */
  study: string;
}

/** Reads the address; a kind or a confidence that there is none of is left out. */
export function askedObservations(search: URLSearchParams): AskedObservations {
  const asked = (name: string) => search.get(name)?.trim() ?? '';
  return {
    text: asked('text'),
    label: asked('label'),
    tag: asked('tag'),
    kind: KINDS.find((kind) => kind === asked('kind').toUpperCase()) ?? null,
    confidence: CONFIDENCES.find((one) => one === asked('confidence').toUpperCase()) ?? null,
    experiment: asked('experiment'),
    study: asked('study'),
  };
}

export const isAsking = (asked: AskedObservations): boolean => Object.values(asked).some(Boolean);

/** What is wrong with the name of an experiment; null where it can be one. */
export const experimentProblem = (name: string): string | null =>
  name === '' || experimentNumberOf(name) !== null ? null : 'Write it as E-42.';

/** The API's filter. `experimentId`: what the experiment's name leads to, null where none was asked for. */
export function filterOf(
  { text, label, tag, kind, confidence, study }: AskedObservations,
  experimentId: string | null,
): ObservationFilter {
  return {
    ...(text && { text }),
    ...(label && { label }),
    ...(tag && { tag }),
    ...(kind && { kind: [kind] }),
    ...(confidence && { confidence: [confidence] }),
    ...(study && { studyId: study }),
    ...(experimentId && { experimentId }),
  };
}
