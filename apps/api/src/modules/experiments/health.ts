import { type StageResult, stageResult } from '@asterism/db';
import type { Context } from '../../context.ts';
import { finished } from './views.ts';

/** Whether a model's latents say something. */
export interface ModelHealth {
  mseWithoutSkips: number | null;
  activeUnits: number | null;
  embeddingSpread: number | null;
  collapse: string | null;
}

/** From the stages, so that it is there of results of before there were columns for it. */
export async function modelHealth({ loaders }: Context, experimentId: string): Promise<ModelHealth> {
  const stages = await loaders.stages.load(experimentId);
  const [training, encoding] = [finished(stages, 'TRAIN'), finished(stages, 'ENCODE')];
  const train = training && stageResult.TRAIN.parse(training.result);
  return {
    mseWithoutSkips: encoding ? stageResult.ENCODE.parse(encoding.result).mseWithoutSkips : null,
    activeUnits: train?.activeUnits ?? null,
    embeddingSpread: train?.embeddingSpread ?? null,
    collapse: train ? collapseOf(train) : null,
  };
}

function collapseOf({ collapsed, activeUnits, embeddingSpread }: StageResult['TRAIN']): string | null {
  if (!collapsed) return null;
  if (activeUnits !== null)
    return 'The latents collapsed: no dimension differs between samples, so clusters mean nothing. Lower klWeight, or give freeBits.';
  const share = embeddingSpread === null ? '' : ` (${(embeddingSpread * 100).toFixed(1)} % differs)`;
  return `The embeddings collapsed to a point${share}, so clusters mean nothing. Take a lower learning rate or larger batches.`;
}
