import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeGlobalId } from '../../builder.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedPerson, send, startApi, type TestApi } from '../../testing/startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ collabLimits: { documentBytes: 2000 } });
});
afterAll(() => api.close());

test('a script is told that a document is full, and nothing of its edit is kept', async () => {
  const { token, workspaceId } = await seedPerson(api.db);
  const { id: datasetVersionId } = await seedVersion(api, workspaceId, [{}]);
  const study = await api.db.study.create({ data: { workspaceId, name: 'S', grid: {}, datasetVersionId } });
  const subjectId = encodeGlobalId('Study', study.id);
  const change = async (field: string, input: object) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const { data } = await send(
      api,
      `mutation ($input: ${type}!) { ${field}(input: $input) { observation { id revision markdown } problems { code path } } }`,
      { token, variables: { input } },
    );
    return Object(data?.[field]);
  };
  const { observation } = await change('writeObservation', { subjectId, markdown: 'x'.repeat(1000) });
  expect(observation).toMatchObject({ revision: 1 });
  const text = { subjectId, markdown: 'y'.repeat(1500) };
  for (const input of [text, { ...text, baseRevision: 1 }])
    expect(await change('writeObservation', input)).toEqual({
      observation: null,
      problems: [{ code: 'DOCUMENT_FULL', path: ['markdown'] }],
    });
  const tags = Array.from({ length: 200 }, (_, i) => `tag ${i}`);
  expect(await change('setObservationFields', { subjectId, tags })).toMatchObject({
    problems: [{ code: 'DOCUMENT_FULL', path: ['subjectId'] }],
  });
  expect(await change('openObservation', { subjectId })).toEqual({ observation, problems: [] });
});
