/**
 * Has every client of this process make an OpenTelemetry span of each call and of each statement (its text, without
 * values), below the span that the caller runs in. The library is loaded only here: without it a statement costs nothing
 * more.
 */
export async function traceStatements(): Promise<() => void> {
  const { PrismaInstrumentation } = await import('@prisma/instrumentation');
  // Only these say what happened when: the rest is Prisma's own serialising and compiling.
  const instrumentation = new PrismaInstrumentation({ ignoreSpanTypes: QUIET });
  instrumentation.enable();
  return () => instrumentation.disable();
}

const QUIET = [
  'prisma:client:serialize',
  'prisma:client:compile',
  'prisma:client:connect',
  'prisma:client:detach',
  'prisma:client:start_transaction',
  'prisma:client:commit_transaction',
  'prisma:client:rollback_transaction',
];
