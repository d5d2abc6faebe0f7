import { createHash } from 'node:crypto';
import { type GraphQLRequest, HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { z } from 'zod';
import type { Caller } from '../../auth/caller.ts';
import type { Services } from '../../context.ts';
import { claimRequest, finishRequest, type RequestKey, releaseRequest } from './requests.ts';
import { asksForSecret } from './secretFields.ts';

export const KEY_HEADER = 'idempotency-key';
export const REPLAYED_HEADER = 'idempotent-replayed';

/** A mutation that is being run under a key. */
export interface Running {
  request: RequestKey;
  startedAt: Date;
  /** Its answer may hold a secret, and is not kept. */
  isSecret: boolean;
  operation: OperationDefinitionNode;
}

export interface Asked {
  request: GraphQLRequest;
  operation: OperationDefinitionNode;
  document: DocumentNode;
  schema: GraphQLSchema;
  caller: Caller;
}

const keyFormat = z.string().regex(/^[\x21-\x7e]{1,255}$/);

/** The answer that a repeat gets, as it was; or what runs now; or null where no key was sent. Throws GraphQLError. */
export async function beginOnce(
  { db, now, limits }: Services,
  { request, operation, document, schema, caller }: Asked,
): Promise<{ replayed: FormattedExecutionResult } | { running: Running } | null> {
  const header = request.http?.headers.get(KEY_HEADER);
  if (header === undefined || operation.operation !== 'mutation') return null;
  const key = keyFormat.safeParse(header).data;
  if (key === undefined) throw refusals.invalid();
  const own: RequestKey = {
    key,
    caller: [caller.user.id, caller.scope, caller.boundToWorkspaceId ?? 'all'].join(' '),
  };
  const startedAt = now();
  const claim = await claimRequest(db, {
    ...own,
    fingerprint: fingerprintOf(request),
    now: startedAt,
    expiresAt: new Date(startedAt.getTime() + limits.idempotencyHours * 3600_000),
    keysMaximum: limits.idempotencyKeysPerUser,
  });
  switch (claim.state) {
    case 'CLAIMED':
      return { running: { request: own, startedAt, isSecret: asksForSecret(schema, document), operation } };
    case 'RUNNING':
      throw refusals.running();
    case 'ANOTHER_REQUEST':
      throw refusals.reused();
    case 'TOO_MANY':
      throw refusals.tooMany(limits.idempotencyKeysPerUser);
    case 'ANSWERED':
      if (claim.answer === null) throw refusals.notKept(claim.at);
      return { replayed: JSON.parse(claim.answer) };
  }
}

/** Remembers how a mutation was answered, or gives its key back where nothing can have happened. */
export async function endOnce(
  { db, now, limits }: Services,
  { request, startedAt, isSecret, operation }: Running,
  result: FormattedExecutionResult,
): Promise<void> {
  if (changedNothing(operation, result)) return releaseRequest(db, request, startedAt);
  const answer = JSON.stringify(result);
  const isKept = !isSecret && Buffer.byteLength(answer) <= limits.idempotencyAnswerBytes;
  await finishRequest(db, request, { startedAt, finishedAt: now(), answer: isKept ? answer : null });
}

/** One mutation that failed as a whole was undone as a whole; of several, an earlier one may have been done. */
function changedNothing(
  { selectionSet }: OperationDefinitionNode,
  { data }: FormattedExecutionResult,
): boolean {
  if (data === undefined) return true;
  const isOne = selectionSet.selections.length === 1 && selectionSet.selections[0]?.kind === Kind.FIELD;
  return isOne && data === null;
}

function fingerprintOf({ query, operationName, variables }: GraphQLRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([query, operationName ?? null, variables ?? null]))
    .digest('hex');
}

const refusals = {
  invalid: () =>
    refusal(400, 'IDEMPOTENCY_KEY_INVALID', 'An Idempotency-Key is 1 to 255 visible ASCII characters.'),
  running: () =>
    refusal(
      409,
      'IDEMPOTENCY_KEY_RUNNING',
      'The first request with this Idempotency-Key is still being answered. Ask again in a second.',
      { retryAfter: '1' },
    ),
  reused: () =>
    refusal(
      422,
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key was sent with another request. Take a new key for every request.',
    ),
  tooMany: (limit: number) =>
    refusal(
      429,
      'TOO_MANY_IDEMPOTENCY_KEYS',
      `You have ${limit} Idempotency-Keys of the last day; the limit is ${limit}. Send fewer mutations with one.`,
      { amount: limit, limit },
    ),
  notKept: (at: Date) =>
    refusal(
      409,
      'IDEMPOTENCY_ANSWER_NOT_KEPT',
      `This was done at ${at.toISOString()} and is not done again. Its answer is not kept: it held a secret, or was too long. Look at what is there; for another secret, revoke the first and take a new key.`,
    ),
};

function refusal(
  status: number,
  code: string,
  message: string,
  { retryAfter, ...excess }: { amount?: number; limit?: number; retryAfter?: string } = {},
): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code,
      ...excess,
      http: { status, headers: new HeaderMap(retryAfter ? [['retry-after', retryAfter]] : []) },
    },
  });
}
