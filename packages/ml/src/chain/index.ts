export { type ChainInputs, type ChainStage, chainOf } from './chain.ts';
export { stageParams } from './stageParams.ts';
