import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  getIntrospectionQuery,
  getOperationAST,
  isInputType,
  type NamedTypeNode,
  parse,
  print,
  typeFromAST,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../schema.ts';
import { usualValue } from '../attacks/schemaWalk.ts';
import type { Target } from '../attacks/target.ts';
import { createCheckDocument } from './checkDocument.ts';
import { addressKey } from './clientAddress.ts';
import { costError, costOf } from './cost.ts';
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

/** What a program of ours asks, with the longest pages that it asks for. */
function documentsOf(
  app: 'web' | 'cli',
): { name: string; document: DocumentNode; variables: Record<string, unknown> }[] {
  const generated = readFileSync(join(import.meta.dirname, `../../../../${app}/src/gql/graphql.ts`), 'utf8');
  const target: Target = { url: '', token: '', slug: 'x', ids: {} };
  // The web's are documents already, the command line's are texts.
  const found =
    /^export const (\w+)Document = (?:(\{.*\}) as unknown as|new TypedDocumentString\(`([^`]*)`)/gm;
  return [...generated.matchAll(found)]
    .map(([, name = '', json, text = '']) => ({
      name,
      document: json === undefined ? parse(text) : (JSON.parse(json) as DocumentNode),
    }))
    .filter(({ document }) => getOperationAST(document))
    .map(({ name, document }) => {
      const declared = getOperationAST(document)?.variableDefinitions ?? [];
      const variables = declared.map(
        ({
          type,
          variable: {
            name: { value },
          },
        }) => {
          const asked = typeFromAST(schema, type as NamedTypeNode);
          return [
            value,
            value === 'first'
              ? LONGEST_PAGE
              : asked && isInputType(asked)
                ? usualValue(asked, value, target)
                : null,
          ];
        },
      );
      return { name, document, variables: Object.fromEntries(variables) };
    });
}
// Of the web's galleries; its lists ask for fewer.
const LONGEST_PAGE = 512;

describe('what our own programs ask for is within every limit', () => {
  const check = createCheckDocument(LIMITS);

  test.each(documentsOf('web').map((asked) => [asked.name, asked] as const))(
    'web: %s',
    (_name, { document, variables }) => {
      expect(check(print(document))).toBeNull();
      expect(costOf(schema, { document, variables })).toBeLessThan(LIMITS.cost);
    },
  );

  test.each(documentsOf('cli').map((asked) => [asked.name, asked] as const))(
    'command line: %s',
    (_name, { document, variables }) => {
      expect(check(print(document))).toBeNull();
      expect(costOf(schema, { document, variables })).toBeLessThan(LIMITS.cost);
    },
  );

  test('all of them were found', () => {
    expect(documentsOf('web').length).toBeGreaterThan(30);
    expect(documentsOf('cli').length).toBeGreaterThan(8);
  });

  test('and so is the schema as GraphiQL reads it', () => {
    const query = getIntrospectionQuery({
      inputValueDeprecation: true,
      directiveIsRepeatable: true,
      oneOf: true,
    });
    expect(check(query)).toBeNull();
    expect(costOf(schema, { document: parse(query) })).toBeLessThan(1000);
  });

  test('a document is measured again for other variables', () => {
    const document = parse(
      'query ($n: Int) { experiments(workspace: "w", first: $n) { edges { node { id name } } } }',
    );
    const refusedFor = (n: number) =>
      costError(schema, { document, variables: { n } }, { ...LIMITS, cost: 100 });
    for (const [n, refused] of [
      [1, false],
      [200, true],
      [200, true],
      [1, false],
    ] as const)
      expect(refusedFor(n) !== null).toBe(refused);
  });
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
