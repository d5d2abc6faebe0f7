export {
  fromFrame,
  type MeasuredSource,
  outlineOf,
  type Placement,
  placementOf,
  rawPosition,
} from './placement.ts';
export {
  isWholeRange,
  type PreprocessedSample,
  type PreprocessOptions,
  preprocessSample,
  type SamplePixels,
} from './preprocess.ts';
