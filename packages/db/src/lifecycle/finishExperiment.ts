import type { DbTransaction } from '../client.ts';
import { Prisma, type Stage, type StageKind } from '../generated/prisma/client.ts';
import { clusteringStability, stageResult } from '../records.ts';

/**
 * Ends an experiment whose stages have all succeeded: copies their measures into its own columns and makes its
 * clusters. The caller holds the experiment's row.
 */
export async function finishExperiment(tx: DbTransaction, experimentId: string, now: Date): Promise<void> {
  const experiment = await tx.experiment.findUniqueOrThrow({
    where: { id: experimentId },
    include: { stages: { include: { stage: { include: { clustering: true } } } } },
  });
  const stages = experiment.stages.map(({ stage }) => stage);
  const encoding = stageResult.ENCODE.parse(only(stages, 'ENCODE').result);
  const scores = stageResult.SCORE.parse(only(stages, 'SCORE').result);
  const { clustering } = only(stages, 'CLUSTER');
  const stability = clusteringStability.nullable().parse(clustering?.stability ?? null);
  const startedAt = experiment.startedAt ?? now;
  await tx.experiment.update({
    where: { id: experimentId },
    data: {
      status: 'SUCCEEDED',
      failure: Prisma.DbNull,
      startedAt,
      finishedAt: now,
      durationSeconds: (now.getTime() - startedAt.getTime()) / 1000,
      // Training decides the numbers more than anything after it.
      environment: only(stages, 'TRAIN').environment ?? undefined,
      recommendation: scores.recommendation,
      mse: encoding.mse,
      psnr: encoding.psnr,
      ssim: encoding.ssim,
      msSsim: encoding.msSsim,
      silhouette: scores.silhouette,
      daviesBouldin: scores.daviesBouldin,
      calinskiHarabasz: scores.calinskiHarabasz,
      dbcv: scores.dbcv,
      stability: stability?.overall ?? null,
      bic: clustering?.bic ?? null,
      aic: clustering?.aic ?? null,
      clusterCount: clustering?.clusterCount ?? null,
      noiseCount: clustering?.noiseCount ?? null,
    },
  });
  await tx.cluster.createMany({
    data: scores.clusters.map(({ label, silhouette, memberIndexes }) => ({
      experimentId,
      label,
      size: memberIndexes.length,
      silhouette,
      stability: stability?.perCluster.find((one) => one.label === label)?.stability ?? null,
      isNoise: label === -1,
      memberIndexes,
    })),
    skipDuplicates: true,
  });
}

function only<S extends Pick<Stage, 'kind'>>(stages: readonly S[], kind: StageKind): S {
  const stage = stages.find((s) => s.kind === kind);
  if (!stage) throw new Error(`The experiment has no ${kind} stage.`);
  return stage;
}
