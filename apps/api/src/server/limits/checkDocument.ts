import { GraphQLError, parse } from 'graphql';
import { unstorableText } from '../storableText.ts';
import { type DocumentSize, documentSize } from './documentSize.ts';
import type { Limits } from './limits.ts';
import { overLimit } from './refusal.ts';
import { scanText } from './scanText.ts';

/** What is wrong with a query's text as such, before the schema is asked; null where nothing is. */
export type CheckDocument = (query: string) => GraphQLError | null;

// A web page and its users' scripts send a few hundred different texts over and over.
const REMEMBERED = 1000;
const REMEMBERED_LENGTH = 10_000;

/**
 * Refuses queries that are too large to be meant, by their text alone. This must come before validation: that
 * compares every field with every other one of its name, so that 10,000 of them would take it a minute.
 */
export function createCheckDocument(limits: Limits): CheckDocument {
  const passed = new Set<string>();
  return (query) => {
    if (passed.has(query)) return null;
    const error = scanText(query, limits) ?? structureError(query, limits);
    if (!error && query.length <= REMEMBERED_LENGTH) {
      passed.add(query);
      const [oldest] = passed;
      if (passed.size > REMEMBERED && oldest !== undefined) passed.delete(oldest);
    }
    return error;
  };
}

function structureError(query: string, limits: Limits): GraphQLError | null {
  try {
    const document = parse(query, { noLocation: true });
    return sizeError(documentSize(document), limits) ?? unstorableText(document);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source, positions } = error;
    return new GraphQLError(message, { source, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  }
}

function sizeError({ depth, selections, cycle }: DocumentSize, limits: Limits): GraphQLError | null {
  if (cycle !== null)
    return overLimit(
      'FRAGMENT_CYCLE',
      `The fragment ${cycle} contains itself; the limit is 0 such fragments. Spread it where it ends.`,
      { amount: 1, limit: 0 },
    );
  if (depth > limits.depth)
    return overLimit(
      'QUERY_TOO_DEEP',
      `The query is ${depth} levels deep; the limit is ${limits.depth}. Ask in several queries.`,
      { amount: depth, limit: limits.depth },
    );
  if (selections > limits.selections)
    return overLimit(
      'QUERY_TOO_LARGE',
      `The query selects ${selections} fields; the limit is ${limits.selections}. Ask in several queries.`,
      { amount: selections, limit: limits.selections },
    );
  return null;
}
