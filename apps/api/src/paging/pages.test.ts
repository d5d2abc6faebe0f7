import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { recordDeeds } from '../modules/audit/record.ts';
import { seedVersion } from '../testing/seedData.ts';
import { seedExperiment } from '../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';

// Every connection is walked in pages of random sizes, forwards and backwards, while rows come in between at random
// places of the order. What was there from the beginning to the end is seen once, and what came in at most once.

let api: TestApi;
let person: TestPerson;
let versionId: string;
let contentId: string;
beforeAll(async () => {
  api = await startApi();
  person = await seedPerson(api.db, { scope: 'ADMIN' });
  versionId = (await seedVersion(api, person.workspaceId, [{}, {}])).id;
  contentId = (await api.db.sampleContent.findFirstOrThrow()).id;
});
afterAll(() => api.close());

/** One list: how to reach it, and how a row comes into it at a place from 0 to 1. */
interface Listed {
  open: string;
  field: string;
  close: string;
  insert: (place: number) => Promise<unknown>;
}

const globalId = (typename: string, id: string) => Buffer.from(`${typename}:${id}`).toString('base64');
const within = (typename: string, id: string, field: string) => ({
  open: `node(id: "${globalId(typename, id)}") { ... on ${typename} {`,
  field,
  close: '} }',
});
const dateAt = (place: number) => new Date(Date.UTC(2026, 0, 1) + Math.floor(place * 20) * 86_400_000);
/** Few values, so that many rows are equal; some have none. */
const scoreAt = (place: number) => (place > 0.8 ? null : Math.floor(place * 5) / 5);

let count = 0;
const space = async () => {
  count++;
  const { id, slug } = await api.db.workspace.create({
    data: {
      slug: `pages-${count}`,
      name: 'Pages',
      members: { create: { userId: person.userId, role: 'OWNER' } },
    },
  });
  return { workspaceId: id, slug };
};
const experimentAt = async () =>
  seedExperiment(api.db, { workspaceId: person.workspaceId, versionId }, { status: 'SUCCEEDED' });

const LISTS: Record<string, () => Promise<Listed>> = {
  async experiments() {
    const { workspaceId, slug } = await space();
    const field = `experiments(workspace: "${slug}", orderBy: [{ field: SILHOUETTE, direction: DESC }, { field: NAME, direction: ASC }]`;
    const insert = (place: number) =>
      seedExperiment(
        api.db,
        { workspaceId, versionId },
        { silhouette: scoreAt(place), name: `n${place > 0.5}` },
      );
    return { open: '', field, close: '', insert };
  },
  async datasets() {
    const { workspaceId, slug } = await space();
    let n = 0;
    const insert = (place: number) =>
      api.db.dataset.create({ data: { workspaceId, name: `d${n++}`, createdAt: dateAt(place) } });
    return { open: '', field: `datasets(workspace: "${slug}"`, close: '', insert };
  },
  async versions() {
    const dataset = await api.db.dataset.create({ data: { workspaceId: person.workspaceId, ...named() } });
    return {
      ...within('Dataset', dataset.id, 'versions('),
      insert: numbered((number) =>
        api.db.datasetVersion.create({ data: { datasetId: dataset.id, number, request: {} } }),
      ),
    };
  },
  async samples() {
    const dataset = await api.db.dataset.create({ data: { workspaceId: person.workspaceId, ...named() } });
    const version = await api.db.datasetVersion.create({
      data: { datasetId: dataset.id, number: 1, request: {} },
    });
    return {
      ...within('DatasetVersion', version.id, 'samples('),
      insert: numbered((index) =>
        api.db.sample.create({ data: { versionId: version.id, index, fileName: 'f', contentId } }),
      ),
    };
  },
  async studies() {
    const { workspaceId, slug } = await space();
    const insert = (place: number) =>
      api.db.study.create({
        data: { workspaceId, name: 's', grid: {}, datasetVersionId: versionId, createdAt: dateAt(place) },
      });
    return { open: '', field: `studies(workspace: "${slug}"`, close: '', insert };
  },
  async studyExperiments() {
    const { workspaceId } = person;
    const { id: studyId } = await api.db.study.create({
      data: { workspaceId, name: 's', grid: {}, datasetVersionId: versionId },
    });
    return {
      ...within('Study', studyId, 'experiments('),
      insert: () => seedExperiment(api.db, { workspaceId, versionId }, { studyId }),
    };
  },
  async observations() {
    const { workspaceId, slug } = await space();
    const insert = async (place: number) => {
      const { id: experimentId } = await seedExperiment(api.db, { workspaceId, versionId });
      return api.db.observation.create({
        data: { workspaceId, experimentId, markdown: 'A ring.', updatedAt: dateAt(place) },
      });
    };
    return { open: '', field: `observations(workspace: "${slug}"`, close: '', insert };
  },
  async revisions() {
    const { id: experimentId, workspaceId } = await experimentAt();
    const { id } = await api.db.observation.create({ data: { workspaceId, experimentId } });
    const insert = numbered((number) =>
      api.db.observationRevision.create({
        data: { observationId: id, number, snapshot: new Uint8Array(2) },
      }),
    );
    return { ...within('Observation', id, 'revisions('), insert };
  },
  async unobservedClusters() {
    const { workspaceId } = person;
    const { id: studyId } = await api.db.study.create({
      data: { workspaceId, name: 's', grid: {}, datasetVersionId: versionId },
    });
    const { id: experimentId } = await seedExperiment(api.db, { workspaceId, versionId }, { studyId });
    const insert = numbered((label) =>
      api.db.cluster.create({ data: { experimentId, label, size: 0, isNoise: false, memberIndexes: [] } }),
    );
    const { open, close } = within('Study', studyId, '');
    return {
      open: `${open} observations {`,
      field: 'clusters(observed: false',
      close: `} ${close}`,
      insert,
    };
  },
  async encodings() {
    const { id: experimentId, workspaceId } = await experimentAt();
    const insert = (place: number) =>
      api.db.encoding.create({
        data: { workspaceId, experimentId, request: {}, numericEnvironment: 'e', createdAt: dateAt(place) },
      });
    return { ...within('Experiment', experimentId, 'encodings('), insert };
  },
  async auditTrail() {
    const { workspaceId: id } = await space();
    const deed = { workspaceId: id, verb: 'created', subjectType: 'Workspace', subjectId: id, sentence: 's' };
    const insert = () => api.db.$transaction((tx) => recordDeeds(tx, null, [deed]));
    return { ...within('Workspace', id, 'auditTrail('), insert };
  },
  async encodedImages() {
    const { id: experimentId, workspaceId } = await experimentAt();
    const { id: encodingId } = await api.db.encoding.create({
      data: { workspaceId, experimentId, request: {}, numericEnvironment: 'e' },
    });
    const insert = numbered((row) =>
      api.db.encodedImage.create({
        data: {
          encodingId,
          number: row,
          name: 'i',
          row,
          label: 0,
          distance: 1,
          shareNearer: 0,
          neighbours: [],
        },
      }),
    );
    return { ...within('Encoding', encodingId, 'images('), insert };
  },
};

const named = () => ({ name: `pages ${count++}` });
/** Numbers that are spread over 0 to 9999, each given once. */
function numbered(create: (number: number) => Promise<unknown>): (place: number) => Promise<unknown> {
  const given = new Set<number>();
  return (place) => {
    let number = Math.floor(place * 9999);
    while (given.has(number)) number = (number + 1) % 10_000;
    given.add(number);
    return create(number);
  };
}

const connection = z.object({
  edges: z.array(z.object({ node: z.object({ id: z.string() }) })),
  pageInfo: z.object({
    hasNextPage: z.boolean(),
    hasPreviousPage: z.boolean(),
    startCursor: z.string().nullable(),
    endCursor: z.string().nullable(),
  }),
});

async function readPage({ open, field, close }: Listed, args: string): Promise<z.infer<typeof connection>> {
  const start = field.endsWith('(') ? field : `${field}, `;
  const { data, errors } = await send(
    api,
    `{ ${open} page: ${start}${args}) {
         edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } ${close} }`,
    { token: person.token },
  );
  expect(errors).toBeUndefined();
  return connection.parse(pageIn(data));
}

/** Wherever it lies in the answer. */
function pageIn(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return null;
  return 'page' in data ? data.page : pageIn(Object.values(data)[0]);
}

/** All ids in the order of the list; `between` begins after each page, and may go on while the next ones are read. */
async function walk(
  list: Listed,
  { sizes, backward }: { sizes: readonly number[]; backward: boolean },
  between: () => Promise<unknown>,
): Promise<string[]> {
  const begun: Promise<unknown>[] = [];
  const ids: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 200; page++) {
    const at: string = cursor === null ? '' : `, ${backward ? 'before' : 'after'}: "${cursor}"`;
    const found = await readPage(list, `${backward ? 'last' : 'first'}: ${sizes[page % sizes.length]}${at}`);
    const seen = found.edges.map(({ node }) => node.id);
    if (backward) ids.unshift(...seen);
    else ids.push(...seen);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = found.pageInfo;
    if (!(backward ? hasPreviousPage : hasNextPage)) {
      await Promise.all(begun);
      return ids;
    }
    cursor = backward ? startCursor : endCursor;
    begun.push(between());
  }
  throw new Error('The pages do not end.');
}

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 });

test.each(Object.keys(LISTS))(
  'pages of %s neither repeat nor lose a row while others come in',
  async (name) => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          before: fc.array(place, { minLength: 1, maxLength: 12 }),
          during: fc.array(place, { minLength: 1, maxLength: 8 }),
          sizes,
          backward: fc.boolean(),
        }),
        async ({ before, during, ...way }) => {
          const list = await LISTS[name]!();
          for (const at of before) await list.insert(at);
          const there = (await readPage(list, 'first: 100')).edges.map(({ node }) => node.id);
          expect(there).toHaveLength(before.length);
          const coming = [...during];
          const seen = await walk(list, way, async () => {
            const at = coming.shift();
            if (at !== undefined) await list.insert(at);
          });
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => there.includes(id))).toEqual(there);
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
  },
  120_000,
);
