import { traceStatements } from '@asterism/db';
import { startTracing } from '@asterism/telemetry';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '@asterism/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../testing/seedData.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';

let api: TestApi;
let person: TestPerson;
let receiver: OtlpReceiver;
let stops: (() => unknown)[];

beforeAll(async () => {
  receiver = await startOtlpReceiver();
  const { endpoint } = receiver;
  const onError = (message: string) => expect.unreachable(message);
  stops = [await traceStatements(), await startTracing({ service: 'api', version: '0', endpoint, onError })];
  api = await startApi();
  person = await seedPerson(api.db);
});
afterAll(async () => {
  await api.close();
  for (const stop of stops) await stop();
  await receiver.close();
});

async function post(query: string, variables: object, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${person.token}`, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  expect(await response.json()).not.toHaveProperty('errors');
}

const spanNamed = async (name: string): Promise<ReceivedSpan> => {
  await expect.poll(() => receiver.spans.map((span) => span.name), { timeout: 10_000 }).toContain(name);
  return receiver.spans.find((span) => span.name === name)!;
};
const childrenOf = ({ spanId }: ReceivedSpan): ReceivedSpan[] =>
  receiver.spans.filter(({ parentSpanId }) => parentSpanId === spanId);
const descendantsOf = (span: ReceivedSpan): ReceivedSpan[] =>
  childrenOf(span).flatMap((child) => [child, ...descendantsOf(child)]);

const CREATE =
  'mutation CreateTraced($input: CreateExperimentInput!) { createExperiment(input: $input) { problems { code } } }';

test('a trace leads from the operation to its statements, and goes along with the message', async () => {
  const { globalId } = await seedVersion(api, person.workspaceId, [{}, {}]);
  const input = { workspace: person.slug, datasetVersionId: globalId, clustering: { algorithm: 'KMEANS' } };
  await post(CREATE, { input });
  const operation = await spanNamed('mutation CreateTraced');
  expect(operation.parentSpanId).toBeNull();
  expect(operation.attributes).toMatchObject({
    'http.route': '/graphql',
    'graphql.operation.name': 'CreateTraced',
    'enduser.id': person.userId,
  });
  const statements = descendantsOf(operation).flatMap(({ name, attributes }) =>
    name.endsWith('db_query') ? [String(attributes['db.query.text'])] : [],
  );
  expect(statements.some((text) => text.includes('FROM "ApiToken"'))).toBe(true);
  expect(statements.some((text) => text.startsWith('INSERT INTO "public"."Experiment"'))).toBe(true);
  // The statements' texts, never their values.
  expect(JSON.stringify(receiver.spans)).not.toContain(person.token);
  const jobs = await api.db.$queryRaw<{ payload: { traceparent: string } }[]>`
    SELECT payload FROM graphile_worker._private_jobs`;
  const [, traceId, spanId] = jobs[0]!.payload.traceparent.split('-');
  expect(traceId).toBe(operation.traceId);
  expect([operation, ...descendantsOf(operation)].map((span) => span.spanId)).toContain(spanId);
});

test("a caller's own trace goes on", async () => {
  const traceId = 'ab'.repeat(16);
  await post(
    'query Continued { viewer { user { name } } }',
    {},
    { traceparent: `00-${traceId}-${'cd'.repeat(8)}-01` },
  );
  expect(await spanNamed('query Continued')).toMatchObject({ traceId, parentSpanId: 'cd'.repeat(8) });
});

test('what no request caused begins no trace', async () => {
  await api.db.$queryRaw`SELECT 'of nobody'`;
  await post('query Marker { viewer { user { name } } }', {});
  await spanNamed('query Marker');
  expect(JSON.stringify(receiver.spans)).not.toContain('of nobody');
});
