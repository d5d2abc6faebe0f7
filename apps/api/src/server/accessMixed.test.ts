import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../schema.ts';
import { type Callers, seedCallers } from '../testing/seedCallers.ts';
import { madeUpLike } from '../testing/seedThings.ts';
import { startApi, type TestApi } from '../testing/startApi.ts';
import { ask, namesOf, tellable } from '../testing/tellable.ts';
import { operationsWith, type Variants } from './attacks/schemaWalk.ts';

// Somebody asks for what is theirs and names, in one place of the arguments, what is not: alone and beside what is
// theirs, in lists, inputs, filters and fields of what is theirs.

let api: TestApi;
let callers: Callers;

beforeAll(async () => {
  api = await startApi({ limits: { operationsPerWindow: 100_000, anonymousPerWindow: 100_000 } });
  callers = await seedCallers(api);
});
afterAll(() => api.close());

/** Each of the names for an id and for a workspace. */
const instead =
  (names: readonly string[]): Variants =>
  (typeName, name) =>
    typeName === 'ID' || (typeName === 'String' && name === 'workspace') ? names : [];

test('what somebody names beside their own might as well be made up', { timeout: 300_000 }, async () => {
  const { things, strangers, tokens } = callers;
  const target = { url: api.url, token: tokens.stranger ?? '', slug: strangers.slug, ids: strangers.ids };
  const there = Object.values(namesOf(things));
  const notThere = Object.values(namesOf(madeUpLike(things)));
  const answers = async (query: string, variables: Record<string, unknown>, names: readonly string[]) =>
    tellable(await ask(api, query, { token: target.token, variables }), names);
  const told: string[] = [];
  const places = new Set<string>();
  const others = operationsWith(schema, target, instead(notThere));
  for (const { place, operation, query, variables } of operationsWith(schema, target, instead(there))) {
    const other = others.next().value;
    if (operation === 'subscription' || !other) continue;
    places.add(place);
    const one = await answers(query, variables, there);
    const two = await answers(query, other.variables, notThere);
    if (one !== two) told.push(`${place} of ${JSON.stringify(variables)}: ${one} and not ${two}`);
  }
  expect(told).toEqual([]);
  for (const place of [
    'Mutation.editExperiments(input.ids)',
    'Mutation.encodeImages(input.datasetVersionId)',
    'Mutation.createExperiment(input.workspace)',
    'Query.compare(experimentIds)',
    'Query.experiments(filter.studyId)',
    'Experiment.neighbours(sampleId)',
  ])
    expect(places).toContain(place);
});
