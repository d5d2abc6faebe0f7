export { createTestDatabase, type TestDatabase } from './database.ts';
export { type Disc, type DiscTruth, generateDisc } from './discs/disc.ts';
export { type WriteDiscsOptions, writeDiscs } from './discs/writeDiscs.ts';
export { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from './otlpReceiver.ts';
export { startTestServer, type TestServer } from './postgres.ts';
