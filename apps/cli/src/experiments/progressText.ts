import type { ExperimentStatus, StageKind } from '../gql/graphql.ts';

export const isLive = (status: ExperimentStatus): boolean => status === 'QUEUED' || status === 'RUNNING';

/** What an experiment does at the moment, as in `E-7 train epoch 3 of 20`. */
export function stageText({
  number,
  status,
  progress: { stage, epoch, epochs },
}: {
  number: number;
  status: ExperimentStatus;
  progress: { stage?: StageKind | null; epoch?: number | null; epochs?: number | null };
}): string {
  const name = `E-${number}`;
  if (status === 'QUEUED') return `${name} waits for a worker`;
  if (!stage) return name;
  return `${name} ${stage.toLowerCase()}${epoch ? ` epoch ${epoch} of ${epochs}` : ''}`;
}
