import { CONFIDENCES, KINDS, type ObservationFields } from '@asterism/observation';
import { CONFIDENCE_NAMES, KIND_NAMES } from '../said.ts';

type Kind = NonNullable<ObservationFields['kind']>;
type Confidence = NonNullable<ObservationFields['confidence']>;

/** What is said of a field that nobody has filled in. */
export const NOT_SAID = 'Not said';

export const kindName = (kind: Kind | null): string => (kind ? KIND_NAMES[kind] : NOT_SAID);
export const confidenceName = (confidence: Confidence | null): string =>
  confidence ? CONFIDENCE_NAMES[confidence] : NOT_SAID;

const optionsOf = <Value extends string>(
  values: readonly Value[],
  nameOf: (value: Value | null) => string,
) => [{ value: '', label: NOT_SAID }, ...values.map((value) => ({ value, label: nameOf(value) }))];
export const KIND_OPTIONS = optionsOf(KINDS, kindName);
export const CONFIDENCE_OPTIONS = optionsOf(CONFIDENCES, confidenceName);

/** The chosen one of the values; null of an empty choice. */
export const chosenOf = <Value extends string>(values: readonly Value[], chosen: string): Value | null =>
  values.find((value) => value === chosen) ?? null;
