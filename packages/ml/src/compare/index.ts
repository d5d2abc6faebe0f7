export { adjustedRandIndex } from './adjustedRandIndex.ts';
