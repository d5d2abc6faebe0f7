export { announceExperiments, announceStage } from '../../../packages/db/src/lifecycle/announce.ts';
export { cancelExperiment } from '../../../packages/db/src/lifecycle/cancel.ts';
export {
  beatStage,
  cancelStage,
  claimStage,
  recordCheckpoint,
  recordEpoch,
  releaseStage,
  type StageClaim,
} from '../../../packages/db/src/lifecycle/claim.ts';
export {
  advanceFrom,
  failStage,
  finishStage,
  type ReadyStage,
} from '../../../packages/db/src/lifecycle/finish.ts';
export { finishExperiment } from '../../../packages/db/src/lifecycle/finishExperiment.ts';
export {
  linkStage,
  readyStagesOf,
  reviveStage,
  upsertStage,
} from '../../../packages/db/src/lifecycle/planning.ts';
export {
  crashedFailure,
  releaseStaleStages,
  type Staleness,
} from '../../../packages/db/src/lifecycle/stale.ts';
export { inTransaction } from '../../../packages/db/src/lifecycle/transaction.ts';
export {
  announceVersion,
  beatVersion,
  type ClaimedVersion,
  claimVersion,
  finishVersion,
  releaseStaleVersions,
  releaseVersion,
  type VersionClaim,
} from '../../../packages/db/src/lifecycle/versions.ts';
export { beatWorker, dropSilentWorkers, removeWorker } from '../../../packages/db/src/lifecycle/workers.ts';
