export {
  fromFrame,
  type MeasuredSource,
  outlineOf,
  type Placement,
  placementOf,
  rawPosition,
} from './placement.ts';
export {
  type PreprocessedSample,
  type PreprocessOptions,
  preprocessSample,
  type SamplePixels,
} from './preprocess.ts';
