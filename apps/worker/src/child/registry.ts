import type { TaskKind } from '../children/tasks.ts';
import { reconstruct } from '../decodings/reconstruct.ts';
import { rescore } from '../decodings/rescore.ts';
import { traverse } from '../decodings/traverse.ts';
import { encodeImages } from '../encodings/encodeImages.ts';
import { place } from '../encodings/place.ts';
import { makeSheet } from '../gallery/makeSheet.ts';
import { poolTables } from '../gallery/poolTables.ts';
import { importFiles } from '../import/importFiles.ts';
import { cluster } from '../stages/cluster.ts';
import { encode } from '../stages/encode.ts';
import { preprocess } from '../stages/preprocess.ts';
import { project } from '../stages/project.ts';
import { score } from '../stages/score.ts';
import { train } from '../stages/train.ts';
import { compareResults } from '../verification/compareResults.ts';
import type { TaskRunner } from './context.ts';

/** A kind without a runner does not compile. */
export const taskRunners: { [Kind in TaskKind]: TaskRunner<Kind> } = {
  PREPROCESS: preprocess,
  TRAIN: train,
  ENCODE: encode,
  RESCORE: rescore,
  RECONSTRUCT: reconstruct,
  TRAVERSE: traverse,
  PROJECT: project,
  CLUSTER: cluster,
  SCORE: score,
  ENCODE_IMAGES: encodeImages,
  PLACE: place,
  IMPORT: importFiles,
  SHEET: makeSheet,
  POOL: poolTables,
  COMPARE: compareResults,
};
