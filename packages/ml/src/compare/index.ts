export { psnrOf } from '../losses/imageScores.ts';
export { standardErrorOfMean } from '../scores/standardError.ts';
export { adjustedRandIndex } from './adjustedRandIndex.ts';
export { type Contingency, contingencyOf } from './contingency.ts';
export { type Flow, flowsBetween } from './flows.ts';
export { type LabelAgreement, labelAgreement } from './labelAgreement.ts';
export { type ClusterMatch, matchClusters } from './matchClusters.ts';
export { type Move, moversBetween } from './movers.ts';
export { adjustedMutualInformation, normalizedMutualInformation } from './mutualInformation.ts';
