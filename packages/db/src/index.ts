export { createDb, type Db, type DbTransaction } from './client.ts';
export * from './decodingRecords.ts';
export * from './encodingRecords.ts';
export {
  type AccessChange,
  type EpochEvent,
  EVENT_CHANNEL,
  type EventListenerOptions,
  type EventNotice,
  emitEvent,
  epochEvent,
  eventNotice,
  listenEvents,
  type NewEvent,
  NOTIFICATION_CHANNEL,
  notifyAccessChange,
  PRESENCE_CHANNEL,
} from './events.ts';
export * from './generated/prisma/client.ts';
export * from './lifecycle/lifecycle.ts';
export { matchName, type NameParts, type NamePattern, parseNamePattern } from './namePattern.ts';
export { readRows } from './readRows.ts';
export * from './records.ts';
export { canonicalJson, type StageIdentity, stageKey } from './stageKey.ts';
export { traceStatements } from './tracing.ts';
export * from './verificationReport.ts';
