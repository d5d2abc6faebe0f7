import type { z } from 'zod';
import {
  type ClusteringParams,
  fixedValueOf,
  type ModelParams,
  type PreprocessingParams,
  type ProjectionKind,
} from '../params/index.ts';
import { IMPLEMENTATION_VERSIONS } from './implementationVersions.ts';
import type { StageKind, stageParams } from './stageParams.ts';

/** What decides an experiment's results. */
export interface ChainInputs {
  /** Of the data set version. */
  contentHash: string;
  preprocessing: PreprocessingParams;
  model: ModelParams;
  projections: readonly ProjectionKind[];
  clustering: ClusteringParams;
  seed: number;
  /** Of the worker that will train. */
  numericEnvironment: string;
}

export interface ChainStage {
  kind: StageKind;
  key: string;
  params: z.infer<(typeof stageParams)[StageKind]>;
  implementationVersion: number;
  numericEnvironment: string | null;
  /** Places in the chain of the stages that it reads. */
  parents: number[];
}

interface Step {
  kind: StageKind;
  params: ChainStage['params'];
  /** Where it draws random numbers. */
  seed?: number;
  numericEnvironment?: string;
  parents: readonly ChainStage[];
}

/** Everything that a stage's bytes depend on. */
export interface StageIdentity {
  kind: StageKind;
  implementationVersion: number;
  params: ChainStage['params'];
  /** Null where it draws no random numbers. */
  seed: number | null;
  /** Null where its bytes do not depend on it. */
  numericEnvironment: string | null;
  /** Of the stages that it reads, or the data set version's content hash. */
  parentKeys: readonly string[];
}

/**
 * The stages of an experiment, parents before children. `keyOf` names them: equal identities, equal keys. Whoever plans
 * and whoever tells beforehand what will be reused ask here, so that they cannot differ.
 */
export function chainOf(inputs: ChainInputs, keyOf: (identity: StageIdentity) => string): ChainStage[] {
  const { preprocessing, model, clustering, seed, numericEnvironment } = inputs;
  const chain: ChainStage[] = [];
  const add = ({ kind, params, parents, ...rest }: Step): ChainStage => {
    const implementationVersion = IMPLEMENTATION_VERSIONS[kind];
    const key = keyOf({
      kind,
      implementationVersion,
      params,
      seed: rest.seed ?? null,
      numericEnvironment: rest.numericEnvironment ?? null,
      parentKeys: parents.length > 0 ? parents.map((parent) => parent.key) : [inputs.contentHash],
    });
    const stage: ChainStage = {
      kind,
      key,
      params,
      implementationVersion,
      numericEnvironment: rest.numericEnvironment ?? null,
      parents: parents.map((parent) => chain.indexOf(parent)),
    };
    chain.push(stage);
    return stage;
  };

  const images = add({ kind: 'PREPROCESS', params: { preprocessing }, parents: [] });
  const weights = add({
    kind: 'TRAIN',
    params: { model, seed },
    seed,
    numericEnvironment,
    parents: [images],
  });
  const latents = add({
    kind: 'ENCODE',
    params: { model },
    numericEnvironment,
    parents: [weights, images],
  });
  for (const projection of new Set(inputs.projections))
    add({ kind: 'PROJECT', params: { projection }, parents: [latents] });
  const labels = add({ kind: 'CLUSTER', params: { clustering, seed }, seed, parents: [latents] });
  const fixedValue = fixedValueOf(clustering) ?? null;
  add({ kind: 'SCORE', params: { fixedValue }, parents: [labels, latents] });
  return chain;
}
