export { psnrOf } from '../losses/imageScores.ts';
export { adjustedRandIndex } from './adjustedRandIndex.ts';
