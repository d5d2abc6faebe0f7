// What the lifecycle offers to whoever runs or steers the work.

export { announceExperiments, announceStage } from './announce.ts';
export { cancelExperiment, cancelUnneededStages } from './cancel.ts';
export {
  beatStage,
  cancelStage,
  claimStage,
  recordCheckpoint,
  recordEpoch,
  releaseStage,
  type StageClaim,
  type StageProgress,
} from './claim.ts';
export {
  askDecoding,
  beatDecoding,
  claimDecoding,
  type DecodingClaim,
  type DecodingWish,
  failDecoding,
  finishDecoding,
  releaseDecoding,
  releaseStaleDecodings,
} from './decodings.ts';
export {
  announceEncoding,
  beatEncoding,
  claimEncoding,
  type EncodingClaim,
  failEncoding,
  finishEncoding,
  type ReadyEncoding,
  rehomeEncodings,
  releaseEncoding,
  releaseStaleEncodings,
} from './encodings.ts';
export { advanceFrom, failStage, finishStage, type ReadyStage, type StageFinish } from './finish.ts';
export { finishExperiment } from './finishExperiment.ts';
export { linkStage, type PlannedStage, readyStagesOf, reviveStage, upsertStage } from './planning.ts';
export { crashedFailure, releaseStaleStages, type Staleness } from './stale.ts';
export { inTransaction } from './transaction.ts';
export {
  cancelVerification,
  failVerification,
  finishVerification,
  idleVerifications,
  neededByVerification,
  readyStagesOfVerification,
  replanVerification,
  startVerification,
} from './verification.ts';
export {
  announceVersion,
  beatVersion,
  type ClaimedVersion,
  claimVersion,
  finishVersion,
  releaseStaleVersions,
  releaseVersion,
  type VersionClaim,
  type VersionSummary,
} from './versions.ts';
export { beatWorker, dropSilentWorkers, removeWorker, type WorkerFacts } from './workers.ts';
