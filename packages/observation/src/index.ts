export {
  CONFIDENCES,
  KINDS,
  MOST_ENTRIES,
  type ObservationFields,
  readFields,
  TEXT,
  writeFields,
} from './fields.ts';
export { FIELDS, LABEL, MOST_LABEL_CHARACTERS } from './label.ts';
export { DEEPEST, MOST_CHARACTERS } from './limits.ts';
export { isImageAddress, isLinkAddress } from './schema/addresses.ts';
export { observationExtensions } from './schema/extensions.ts';
export { observationSchema } from './schema/schema.ts';
export { normalise } from './text/normalise.ts';
export { type Passage, passOn } from './text/passOn.ts';
export { readText } from './text/read.ts';
export { mentionedUsers, sampleIndexes } from './text/spokenOf.ts';
export { writeText } from './text/write.ts';
