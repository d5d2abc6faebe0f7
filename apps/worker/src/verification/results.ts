import { type BlobRef, type Prisma, type StageKind, stageResult } from '@asterism/db';

/** What of a stage a comparison reads. */
export type FinishedStage = Prisma.StageGetPayload<{ include: { projection: true; clustering: true } }>;

type Output = [name: string, sha256: string | null | undefined];

/**
 * The blobs that are a stage's results, by name. Listed by hand: what is kept along the way, such as checkpoints, falls
 * where the clock says and need not agree.
 */
export const outputsOf = (stage: FinishedStage): Output[] => OUTPUTS[stage.kind](stage);

const OUTPUTS: Record<StageKind, (stage: FinishedStage) => Output[]> = {
  PREPROCESS({ result }) {
    const { images, mask, record } = stageResult.PREPROCESS.parse(result);
    return [
      ['images', images.sha256],
      ['mask', mask?.sha256],
      ['record', record?.sha256],
    ];
  },
  TRAIN({ result }) {
    const { weights, keptWeights } = stageResult.TRAIN.parse(result);
    return [
      ['weights', weights.sha256],
      ['weights on the way', keptWeights.map(({ sha256 }) => sha256).join(' ')],
    ];
  },
  ENCODE({ result }) {
    const { latents, reconstructionErrors, ssims, msSsims } = stageResult.ENCODE.parse(result);
    return [
      ['latents', latents.sha256],
      ['reconstruction errors', reconstructionErrors?.sha256],
      ['SSIM', ssims?.sha256],
      ['MS-SSIM', msSsims?.sha256],
    ];
  },
  PROJECT: ({ projection }) => [
    ['coordinates', projection?.coordinatesSha256],
    ["samples' trustworthiness", projection?.trustSha256],
    ["samples' continuity", projection?.continuitySha256],
    ["samples' kept neighbours", projection?.keptSha256],
  ],
  CLUSTER: ({ clustering }) => [
    ['labels', clustering?.labelsSha256],
    ['responsibilities', clustering?.responsibilitiesSha256],
    ['memberships', clustering?.membershipSha256],
    ['outlier scores', clustering?.outlierScoresSha256],
    ['condensed tree', clustering?.condensedTreeSha256],
    ["samples' stability", clustering?.sampleStabilitySha256],
    ["samples' stability over seeds", clustering?.sampleSeedStabilitySha256],
  ],
  SCORE: ({ result }) => [["samples' silhouettes", stageResult.SCORE.parse(result).sampleSilhouettes.sha256]],
};

/** The same stage of an experiment and of its verification. */
export interface StagePair {
  kind: StageKind;
  before: FinishedStage;
  after: FinishedStage;
  /** Names of the results that have another hash. */
  differing: string[];
}

/** In the order of the chain. Throws where the experiment has no counterpart of a stage. */
export function pairStages(
  stored: readonly FinishedStage[],
  verified: readonly FinishedStage[],
): StagePair[] {
  return verified.map((after) => {
    const before = stored.find(
      ({ kind, projection }) => kind === after.kind && projection?.kind === after.projection?.kind,
    );
    if (!before) throw new Error(`The experiment has no ${after.kind} stage to compare with.`);
    const hashes = new Map(outputsOf(before));
    const differing = outputsOf(after).flatMap(([name, sha256]) =>
      (hashes.get(name) ?? null) === (sha256 ?? null) ? [] : [name],
    );
    return { kind: after.kind, before, after, differing };
  });
}

export function latentsOf(stages: readonly FinishedStage[]): BlobRef {
  return stageResult.ENCODE.parse(stages.find(({ kind }) => kind === 'ENCODE')?.result).latents;
}

export function labelsOf(stages: readonly FinishedStage[]): BlobRef {
  const clustering = stages.find(({ kind }) => kind === 'CLUSTER')?.clustering;
  if (!clustering) throw new Error('There are no labels to compare.');
  return { sha256: clustering.labelsSha256, dtype: 'int32', shape: [clustering.sampleCount] };
}
