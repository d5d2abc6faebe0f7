export { Logger as QueueLogger } from 'graphile-worker';
export { type JobDefinition, type JobName, type JobPayload, jobDefinitions } from './definitions.ts';
export { type QueueDepth, queueDepths } from './depth.ts';
export { migrateJobs } from './migrate.ts';
export { type SendOptions, sendJob } from './send.ts';
export { waitingKeys } from './waiting.ts';
export { type JobHandler, type JobHandlers, type JobsOptions, type RunningJobs, startJobs } from './work.ts';
