import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '@asterism/db';
import { clusteringParams, modelParams, preprocessingParams } from '@asterism/ml/params';

export interface Seeded {
  workspaceId: string;
  slug: string;
  token: string;
}

// As they are kept, with every default: more than 20 parameters.
const MODEL = modelParams.parse({ kind: 'CONV' });
const PREPROCESSING = preprocessingParams.parse({ channels: [0, 1] });
const CLUSTERING = clusteringParams.parse({ algorithm: 'KMEANS' });

/**
 * A workspace with finished experiments, each with its six stages, eight scores that are drawn at random and one of 50
 * latent sizes, and an API token for it. Experiments differ from MLflow's runs in nothing that a list shows.
 */
export async function seedExperiments(db: Db, count: number): Promise<Seeded> {
  const slug = `bench-${randomBytes(4).toString('hex')}`;
  const user = await db.user.create({ data: { name: 'Bench', email: `${slug}@example.org` } });
  const workspace = await db.workspace.create({
    data: {
      slug,
      name: 'Bench',
      lastExperimentNumber: count,
      members: { create: { userId: user.id, role: 'OWNER' } },
    },
  });
  const secret = `ast_${randomBytes(32).toString('base64url')}`;
  await db.apiToken.create({
    data: {
      name: 'bench',
      scope: 'WRITE',
      userId: user.id,
      secretHash: createHash('sha256').update(secret).digest('hex'),
    },
  });
  const version = await db.datasetVersion.create({
    data: {
      dataset: { create: { workspaceId: workspace.id, name: 'Discs' } },
      number: 1,
      status: 'READY',
      request: {},
      sampleCount: 150,
      channelCount: 4,
    },
  });
  const study = await db.study.create({
    data: { workspaceId: workspace.id, name: 'Study', grid: {}, datasetVersionId: version.id },
  });
  // Fixed, so that every run asks the same.
  await db.$executeRaw`SELECT setseed(0.5)`;
  await db.$executeRaw`
    INSERT INTO "Experiment" (id, "workspaceId", number, name, status, tags, seed, "datasetVersionId", "studyId",
      "createdById", preprocessing, model, projections, clustering, "createdAt", "startedAt", "finishedAt",
      "durationSeconds", mse, psnr, ssim, "msSsim", silhouette, "daviesBouldin", "calinskiHarabasz", stability,
      "clusterCount", "noiseCount")
    SELECT ${slug} || '-' || n, ${workspace.id}, n, 'run ' || n, 'SUCCEEDED', '{}', n, ${version.id}, ${study.id},
      ${user.id}, ${JSON.stringify(PREPROCESSING)}::jsonb,
      jsonb_set(${JSON.stringify(MODEL)}::jsonb, '{latentSize}', to_jsonb(2 + floor(random() * 50)::int)), '{PCA}',
      ${JSON.stringify(CLUSTERING)}::jsonb, now() - n * interval '1 minute', now(), now(), 60 * random(), random(),
      20 * random(), random(), random(), random(), random(), 1000 * random(), random(), 4, 0
    FROM generate_series(1, ${count}::int) n`;
  const result = {
    weights: { sha256: 'a'.repeat(64), bytes: 8 },
    parameterCount: 1234,
    trainLoss: 0.1,
    validationLoss: null,
    imagesPerSecond: 500,
  };
  await db.$executeRaw`
    INSERT INTO "Stage" (id, "workspaceId", kind, key, params, "datasetVersionId", status, fraction, seconds, result)
    SELECT e.id || '-' || kind, e."workspaceId", kind::"StageKind", md5(e.id || kind), '{}', e."datasetVersionId",
      'SUCCEEDED', 1, 1, CASE WHEN kind = 'TRAIN' THEN ${JSON.stringify(result)}::jsonb END
    FROM "Experiment" e, unnest(ARRAY['PREPROCESS', 'TRAIN', 'ENCODE', 'PROJECT', 'CLUSTER', 'SCORE']) kind
    WHERE e."workspaceId" = ${workspace.id}`;
  await db.$executeRaw`
    INSERT INTO "ExperimentStage" ("experimentId", "stageId", reused)
    SELECT e.id, e.id || '-' || kind, false
    FROM "Experiment" e, unnest(ARRAY['PREPROCESS', 'TRAIN', 'ENCODE', 'PROJECT', 'CLUSTER', 'SCORE']) kind
    WHERE e."workspaceId" = ${workspace.id}`;
  // As autovacuum leaves a table that is not new.
  await db.$executeRaw`VACUUM ANALYZE`;
  return { workspaceId: workspace.id, slug, token: secret };
}
