import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNullableType,
  getOperationAST,
  isListType,
  Kind,
} from 'graphql';
import { type ComplexityEstimatorArgs, getComplexity } from 'graphql-query-complexity';
import type { Limits } from './limits.ts';
import { overLimit } from './refusal.ts';

/** What is run, with which variables. */
export interface Operation {
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

// Lists whose length nobody asks for: clusters, stages, scan points, channels.
const ASSUMED_LENGTH = 10;
const DEFAULT_PAGE = 50;
// How many of something a field's arguments ask for.
const LENGTHS = ['first', 'last', 'count'];

/**
 * How many values the answer may hold: each field is one, and one of a list is as many as the list may be long. Throws
 * GraphQLError where arguments and variables do not go with the schema.
 */
export function costOf(schema: GraphQLSchema, { document, operationName, variables }: Operation): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return getComplexity({
    schema,
    query: { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    variables: variables ?? {},
    estimators: [fieldCost],
  });
}

/** Refuses an operation that asks for more than it may. */
export function costError(schema: GraphQLSchema, operation: Operation, limits: Limits): GraphQLError | null {
  const cost = measured(schema, operation);
  if (cost instanceof GraphQLError) return cost;
  if (cost <= limits.cost) return null;
  return overLimit(
    'QUERY_TOO_COSTLY',
    `The answer may hold ${cost} values; the limit is ${limits.cost}. Ask for shorter lists (first), or in several queries.`,
    { amount: cost, limit: limits.cost },
  );
}

// Measuring walks the whole query, a twenty-fifth of what an answer costs, and a client asks the same again and again.
// Of each document that is kept parsed, the last operation and what it costs.
const lastCosts = new WeakMap<DocumentNode, { key: string; cost: number }>();
// Longer ones are measured each time, so that little is kept.
const LONGEST_KEY = 2000;

function measured(schema: GraphQLSchema, operation: Operation): number | GraphQLError {
  try {
    const key = JSON.stringify([operation.operationName, operation.variables]);
    const last = lastCosts.get(operation.document);
    if (last?.key === key) return last.cost;
    const cost = costOf(schema, operation);
    if (key.length <= LONGEST_KEY) lastCosts.set(operation.document, { key, cost });
    return cost;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: 'BAD_USER_INPUT' } });
  }
}

function fieldCost({ type: parent, field, args, childComplexity }: ComplexityEstimatorArgs): number {
  // The schema is as long as it is.
  if (parent.name.startsWith('__')) return 1 + childComplexity;
  const type = getNullableType(field.type);
  const asked = askedLength(args);
  if (isListType(type)) {
    // The list of a connection is as long as the connection's own arguments say.
    if (field.name === 'edges') return childComplexity;
    return childComplexity === 0 ? 1 : 1 + (asked ?? namedLength(args) ?? ASSUMED_LENGTH) * childComplexity;
  }
  const isConnection = 'name' in type && type.name.endsWith('Connection');
  return 1 + (isConnection ? (asked ?? DEFAULT_PAGE) : (namedLength(args) ?? 1)) * childComplexity;
}

function askedLength(args: Record<string, unknown>): number | null {
  for (const name of LENGTHS) {
    const value = args[name];
    // One that is negative is refused by the field itself.
    if (typeof value === 'number') return Math.max(0, value);
  }
  return null;
}

/** Of a field that is given a list of ids: it answers for each. */
function namedLength(args: Record<string, unknown>): number | null {
  const lists = Object.values(args).filter(Array.isArray);
  return lists.length > 0 ? Math.max(...lists.map((list) => list.length)) : null;
}
