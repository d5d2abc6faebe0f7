export {
  ASSOCIATION_SAMPLES_MAXIMUM,
  type Association,
  type AssociationOptions,
  type Associations,
  associationsOf,
  FACTS_MAXIMUM,
  type SkippedFact,
} from './associationsOf.ts';
export type { CategoricalFact, CircularFact, Fact, NumericFact } from './facts.ts';
export { imageFacts, type MeasuredImage } from './imageFacts.ts';
export {
  columnFact,
  gatherHeaders,
  type HeaderColumns,
  type TableColumn,
  type TableValue,
} from './tableFacts.ts';
