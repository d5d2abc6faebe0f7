import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../schema.ts';
import { createCheckDocument } from './checkDocument.ts';
import { addressKey } from './clientAddress.ts';
import { costOf } from './cost.ts';
import { documentSize } from './documentSize.ts';
import { LIMITS, withRate } from './limits.ts';
import { scanText } from './scanText.ts';

describe('reading tokens', () => {
  const scan = (query: string, limits: Partial<typeof LIMITS> = {}) =>
    scanText(query, { ...LIMITS, ...limits })?.extensions ?? null;

  test('colons of arguments, variables and objects are no aliases', () => {
    const query = 'query Q($a: Int, $b: [X!] = [{ c: 1 }]) { x: y(a: $a, b: { c: { d: 1 } }) { z: w } }';
    expect(scan(query, { aliases: 2 })).toBeNull();
    expect(scan(query, { aliases: 1 })).toEqual({ code: 'TOO_MANY_ALIASES', amount: 2, limit: 1 });
  });

  test('brackets that are closed do not add up, and those in texts are none', () => {
    expect(
      scan(`{ ${'a { b } '.repeat(100)} c(d: "{{{{{{{{") e(f: """((((((((""") }`, { nesting: 3 }),
    ).toBeNull();
  });

  test('what is no GraphQL is left to the parser', () => {
    expect(scan('{ a ? b')).toBeNull();
    expect(scan('')).toBeNull();
  });
});

test('fragments that double at every step are measured, not expanded', () => {
  const fragments = Array.from(
    { length: 60 },
    (_, i) => `fragment F${i} on Query { ${i === 59 ? 'a' : `...F${i + 1} ...F${i + 1}`} }`,
  );
  const size = documentSize(parse(`{ ...F0 } ${fragments.join(' ')}`));
  expect(size.selections).toBeGreaterThan(2 ** 59);
  expect(size).toMatchObject({ depth: 1, cycle: null });
});

describe('cost', () => {
  const small = buildSchema(`
    type Query { things(first: Int, ids: [ID!], states: [String!]): ThingConnection  thing: Thing  of(ids: [ID!]!): [Thing!]! }
    type ThingConnection { edges: [ThingEdge!]!  totalCount: Int! }
    type ThingEdge { node: Thing! }
    type Thing { id: ID!  name(as: String): String  parts: [Thing!]!  numbers: [Int!]!  nearest(count: Int = 5): [Thing!]! }
  `);
  const cost = (query: string, variables: Record<string, unknown> = {}, operationName?: string) =>
    costOf(small, { document: parse(query), variables, operationName });

  test.each([
    ['{ thing { id name } }', 3],
    // 1 + 7 x (node 1 + id 1)
    ['{ things(first: 7) { edges { node { id } } } }', 15],
    ['{ things { edges { node { id } } } }', 101],
    ['{ things(first: 7) { totalCount } }', 8],
    ['{ things(first: -7) { edges { node { id } } } }', 1],
    ['{ things(first: 7, states: ["a", "b"]) { edges { node { id } } } }', 15],
    // A list of numbers is one value, of objects ten, or as many as are named.
    ['{ thing { numbers } }', 2],
    ['{ thing { parts { id } } }', 12],
    ['{ of(ids: ["a", "b", "c"]) { id } }', 4],
    ['{ thing { nearest(count: 3) { id } nearest { id } } }', 1 + 4 + 6],
    ['{ ...T } fragment T on Query { thing { id } }', 2],
    ['query A { thing { id } } query B { of(ids: ["a"]) { id } }', 0],
  ])('%s', (query, expected) => expect(cost(query)).toBe(expected));

  test('variables count, and only the operation that is asked for', () => {
    const query = 'query A($n: Int) { things(first: $n) { edges { node { id } } } } query B { thing { id } }';
    expect(cost(query, { n: 20 }, 'A')).toBe(41);
    expect(cost(query, { n: 20 }, 'B')).toBe(2);
    expect(() => cost(query, { n: 'many' }, 'A')).toThrow(/Int cannot represent/);
  });
});

test('what the web asks for, and the schema as GraphiQL reads it, are within every limit', () => {
  const sources = readFileSync(join(import.meta.dirname, '../../../../web/src/gql/graphql.ts'), 'utf8');
  const documents = [...sources.matchAll(/^export const \w+Document = (\{.*\}) as unknown as/gm)].map(
    ([, json]) => JSON.parse(json!),
  );
  expect(documents.length).toBeGreaterThan(30);
  const largest = { depth: 0, selections: 0, cost: 0 };
  for (const document of documents) {
    const { depth, selections } = documentSize(document);
    largest.depth = Math.max(largest.depth, depth);
    largest.selections = Math.max(largest.selections, selections);
  }
  expect(largest.depth).toBeLessThanOrEqual(LIMITS.depth);
  expect(largest.selections).toBeLessThanOrEqual(LIMITS.selections / 2);
  expect(createCheckDocument(LIMITS)(getIntrospectionQuery({ inputValueDeprecation: true }))).toBeNull();
  expect(costOf(schema, { document: parse(getIntrospectionQuery()) })).toBeLessThan(LIMITS.cost);
  expect(readdirSync(import.meta.dirname)).toContain('limits.ts');
});

test('a host of IPv6 cannot be another client by taking another address of its network', () => {
  expect(addressKey('2001:db8:0:1::5')).toBe('2001:db8:0:1::/64');
  expect(addressKey('2001:0DB8::')).toBe('2001:db8:0:0::/64');
  expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  expect(addressKey('::1')).toBe('0:0:0:0::/64');
  expect(addressKey('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(addressKey('192.0.2.1')).toBe('192.0.2.1');
});

test('an operator may set the rate', () => {
  expect(withRate(LIMITS, null)).toBe(LIMITS);
  expect(withRate(LIMITS, 50_000)).toMatchObject({
    operationsPerWindow: 50_000,
    requestsPerAddressPerWindow: 100_000,
  });
});
