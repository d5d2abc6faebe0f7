import { arch, platform } from 'node:os';
import type { Environment } from '@asterism/db';
import packageJson from '../../package.json' with { type: 'json' };
import type { BackendFacts } from '../children/messages.ts';
import { type Processor, readProcessor } from './processor.ts';

/**
 * The name of the ground that trained numbers stand on. Native kernels differ by library, threads and processor;
 * WebAssembly is specified to the bit, so its version and threads are enough.
 */
export function numericEnvironment(backend: BackendFacts, processor: Processor): string {
  const base = `${backend.kind}-${backend.library}-t${backend.threads}`;
  if (backend.kind === 'wasm') return base;
  return backend.device === 'GPU' ? `${base}-gpu-${processor.family}` : `${base}-${processor.family}`;
}

export interface Ground {
  numericEnvironment: string;
  environment: Environment;
}

/** What this worker's results are recorded with. */
export function describeGround(backend: BackendFacts): Ground {
  const processor = readProcessor();
  return {
    numericEnvironment: numericEnvironment(backend, processor),
    environment: {
      version: packageJson.version,
      node: process.versions.node,
      backend: backend.kind,
      backendVersion: backend.library,
      threads: backend.threads,
      device: backend.device,
      processor: processor.model,
      processorFamily: processor.family,
      platform: `${platform()}-${arch()}`,
    },
  };
}
