// Arrays are float64 or int32 in row order, at addresses that src/linear/wasm hands out.
export { assignRows, clearBounds, ownDistances, sumRows } from './assign';
export { distancesToAll, nearestOf } from './centers';
export { centreRows, sumColumns } from './centring';
export { closerOf, roughPotentials } from './closer';
export { addDistances } from './distanceSums';
export { attractRows, repelRows } from './forces';
export { addScatter, scaledLengths } from './mixture';
export { findNeighbours } from './neighbours';
export { productRows } from './product';
export { ranksOf } from './ranks';
export { reachablePairs } from './reachablePairs';
export { narrow } from './rough';
export { growTree } from './spanningTree';
