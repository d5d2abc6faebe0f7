import { inSpan } from '@asterism/telemetry';
import type { FastifyBaseLogger } from 'fastify';
import { type ExecutionArgs, type GraphQLError, getOperationAST } from 'graphql';
import { z } from 'zod';
import { isUnexpected } from './maskErrors.ts';
import type { Meters } from './meters.ts';
import { ANONYMOUS } from './observeOperations.ts';

/** One operation over a WebSocket: a line in the log at its end, a span for each answer. */
export interface ObservedOperation {
  /** A subscription is open from now on. */
  begin(): void;
  /** Makes one answer. */
  run<T>(answer: () => Promise<T>): Promise<T>;
  /** Told again it does nothing. */
  end(errors?: readonly GraphQLError[]): void;
}

const contextFacts = z.object({
  requestId: z.string(),
  caller: z.object({ user: z.object({ id: z.string() }) }).nullable(),
});

export function observeSocketOperation(
  { log, meters }: { log: FastifyBaseLogger; meters: Meters },
  { document, operationName, contextValue }: ExecutionArgs,
): ObservedOperation {
  const operation = getOperationAST(document, operationName);
  const name = operation?.name?.value ?? null;
  const kind = operation?.operation ?? 'query';
  const { requestId, caller } = contextFacts.parse(contextValue);
  const begun = performance.now();
  let isOpen = false;
  let isEnded = false;
  let answers = 0;
  return {
    begin() {
      isOpen = true;
      meters.subscriptionOpened(name);
    },
    run(answer) {
      answers++;
      const attributes = { 'graphql.operation.type': kind, 'asterism.request.id': requestId };
      return inSpan(`${kind} ${name ?? ANONYMOUS}`, { kind: 'server', attributes }, answer);
    },
    end(errors = []) {
      if (isEnded) return;
      isEnded = true;
      const seconds = (performance.now() - begun) / 1000;
      if (isOpen) meters.subscriptionEnded(name);
      else meters.operation({ name, outcome: outcomeOf(errors), seconds });
      const ms = Math.round(seconds * 1e5) / 100;
      log.info(
        { requestId, userId: caller?.user.id ?? null, operationName: name ?? ANONYMOUS, kind, answers, ms },
        'socket operation',
      );
    },
  };
}

function outcomeOf(errors: readonly GraphQLError[]): 'OK' | 'REFUSED' | 'FAILED' {
  if (errors.some(isUnexpected)) return 'FAILED';
  return errors.length > 0 ? 'REFUSED' : 'OK';
}
