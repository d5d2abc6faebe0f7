import { availableParallelism } from 'node:os';
import { createWasmAlgebra, type LinearAlgebra } from '@asterism/ml';

/** Kernels on so many threads; on one for each processor where nothing is said. */
export const openLinear = (threads = availableParallelism()): LinearAlgebra => createWasmAlgebra({ threads });
