import * as Y from 'yjs';
import { hashToken } from '../auth/token.ts';
import { decodeGlobalId, encodeGlobalId } from '../builder.ts';
import { seedVersion } from './seedData.ts';
import { seedExperiment, sha256 } from './seedExperiment.ts';
import { seedFinishedExperiment } from './seedResults.ts';
import { seedPerson, type TestApi } from './startApi.ts';

/** What lies in a workspace: one of every type that has an id, and what files are named by. */
export interface Things {
  /** Ids of rows by type. */
  rows: Readonly<Record<string, string>>;
  /** Global ids by type. */
  ids: Readonly<Record<string, string>>;
  slug: string;
  /** Of a second experiment. */
  other: string;
  uploadId: string;
  encodedImageId: string;
  labelsSha256: string;
  experimentNumber: number;
  /** Of the public link. */
  linkToken: string;
}

const DAY_MS = 86_400_000;

/** One thing of every type in somebody's workspace; the user is another member of it. */
export async function seedThings(
  api: TestApi,
  { workspaceId, userId, slug }: { workspaceId: string; userId: string; slug: string },
): Promise<Things> {
  const { db } = api;
  const member = await seedPerson(db, { role: 'VIEWER', workspaceId });
  const version = await seedVersion(api, workspaceId, [{}, {}]);
  const sample = await db.sample.findFirstOrThrow({ where: { versionId: version.id } });
  const study = await db.study.create({
    data: { workspaceId, name: 'A study', grid: {}, datasetVersionId: version.id },
  });
  const at = { workspaceId, versionId: version.id, sampleCount: 2 };
  const experiment = await seedFinishedExperiment(api, at, { createdById: userId });
  const cluster = await db.cluster.findFirstOrThrow({ where: { experimentId: experiment.id } });
  // Of its own: what is the same to the byte is one blob, whoever has it.
  const labels = await api.blobs.put(new TextEncoder().encode(sha256()));
  await db.clustering.updateMany({
    where: { stage: { uses: { some: { experimentId: experiment.id } } } },
    data: { labelsSha256: labels.sha256 },
  });
  await db.workspaceBlob.create({ data: { workspaceId, ...labels } });
  const review = await db.review.create({
    data: { clusterId: cluster.id, items: { create: { position: 0, sampleId: sample.id, isMember: true } } },
  });
  const encoding = await db.encoding.create({
    data: { workspaceId, experimentId: experiment.id, request: {}, numericEnvironment: 'none' },
  });
  const { id: encodedImageId } = await db.encodedImage.create({
    data: { encodingId: encoding.id, number: 0, name: 'image', contentId: sample.contentId },
  });
  const second = await seedExperiment(db, at);
  const comparison = await db.comparison.create({
    data: {
      workspaceId,
      title: 'A comparison',
      experiments: {
        create: [experiment, second].map(({ id: experimentId }, position) => ({ experimentId, position })),
      },
    },
  });
  const view = await db.savedView.create({
    data: { workspaceId, userId, name: 'A view', shared: true, state: {} },
  });
  const observation = await db.observation.create({
    data: { workspaceId, clusterId: cluster.id, markdown: 'A ring.', revision: 1 },
  });
  const revision = await db.observationRevision.create({
    data: {
      observationId: observation.id,
      number: 1,
      authorIds: [userId],
      snapshot: new Uint8Array(Y.encodeSnapshot(Y.emptySnapshot)),
    },
  });
  const comment = await db.comment.create({
    data: { observationId: observation.id, authorId: userId, body: 'A comment' },
  });
  const notification = await db.notification.create({
    data: {
      userId,
      workspaceId,
      sentence: 'Somebody commented.',
      subjectType: 'Cluster',
      subjectId: cluster.id,
    },
  });
  const table = await api.blobs.put(new TextEncoder().encode('name,kind\ndisc-0.fits,1\n'));
  const { id: uploadId } = await db.upload.create({
    data: { id: sha256(), workspaceId, fileName: 'a.csv', ...table, createdById: userId },
  });
  const token = await db.apiToken.findFirstOrThrow({ where: { userId } });
  const invitation = await db.invitation.create({
    data: {
      workspaceId,
      role: 'VIEWER',
      tokenHash: hashToken(sha256()),
      expiresAt: new Date(Date.now() + DAY_MS),
      createdById: userId,
    },
  });
  const linkId = crypto.randomUUID();
  const { token: linkToken } = api.services.links.publicLink(linkId);
  await db.publicLink.create({
    data: {
      id: linkId,
      workspaceId,
      experimentId: experiment.id,
      tokenHash: hashToken(linkToken),
      createdById: userId,
    },
  });
  const rows = {
    User: member.userId,
    Workspace: workspaceId,
    Dataset: version.datasetId,
    DatasetVersion: version.id,
    Sample: sample.id,
    Experiment: experiment.id,
    Study: study.id,
    Cluster: cluster.id,
    Comparison: comparison.id,
    SavedView: view.id,
    Review: review.id,
    Encoding: encoding.id,
    Observation: observation.id,
    Revision: revision.id,
    Comment: comment.id,
    Notification: notification.id,
    ApiToken: token.id,
    Invitation: invitation.id,
    PublicLink: linkId,
  };
  const ids = Object.fromEntries(Object.entries(rows).map(([type, id]) => [type, encodeGlobalId(type, id)]));
  return {
    rows,
    ids,
    slug,
    other: second.globalId,
    uploadId,
    encodedImageId,
    labelsSha256: labels.sha256,
    experimentNumber: experiment.number,
    linkToken,
  };
}

/** Brings back the view, the comparison and the comment, which whoever deletes them takes from those who come after. */
export async function restoreDeleted({ db }: TestApi, { rows }: Things): Promise<void> {
  const { SavedView: id = '', Comparison: comparisonId = '', Workspace: workspaceId = '' } = rows;
  const create = { id, workspaceId, userId: rows['User'] ?? '', name: 'A view', shared: true, state: {} };
  await db.savedView.upsert({ where: { id }, create, update: {} });
  await db.comparison.upsert({
    where: { id: comparisonId },
    create: { id: comparisonId, workspaceId, title: 'A comparison' },
    update: {},
  });
  const { Comment: commentId = '', Observation: observationId = '' } = rows;
  await db.comment.upsert({
    where: { id: commentId },
    create: { id: commentId, observationId, body: 'A comment' },
    update: {},
  });
}

/** What is named as things are, of the same length, and is not there. */
export function madeUpLike(things: Things): Things {
  const other = (id: string) =>
    id.replace(/[0-9a-f]/g, (digit) => ((Number.parseInt(digit, 16) + 1) % 16).toString(16));
  const { typename, id } = decodeGlobalId(things.other) ?? { typename: '', id: '' };
  const rows = Object.fromEntries(Object.entries(things.rows).map(([type, id]) => [type, other(id)]));
  return {
    ...things,
    rows,
    ids: Object.fromEntries(Object.entries(rows).map(([type, id]) => [type, encodeGlobalId(type, id)])),
    slug: things.slug.replace(/./g, 'x'),
    other: encodeGlobalId(typename, other(id)),
    uploadId: other(things.uploadId),
    encodedImageId: other(things.encodedImageId),
    labelsSha256: other(things.labelsSha256),
  };
}
