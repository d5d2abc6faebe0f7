import {
  CLUSTERING_ALGORITHMS,
  type ClusteringAlgorithm,
  type ClusteringParams,
  clusteringParams,
  type DataLook,
  fixedValueOf,
  MAIN_PARAMETER,
  type ModelParams,
  modelParams,
  PROJECTION_KINDS,
  type PreprocessingParams,
  type ProjectionKind,
  preprocessingParams,
  recommendConfiguration,
  scanRangeFor,
} from '@asterism/ml/params';
import { z } from 'zod';
import { notDone, type Outcome, type Problem, problem, problemsOf } from '../../problem.ts';
import { sampleNames, type VersionFacts } from './data.ts';

// From what was asked for, and what was left out, to what is run.

type Path = (string | number)[];
type Loose = Record<string, unknown> | null | undefined;

/** The input without what was left out, so that the schemas fill in their defaults. */
function given(input: Loose): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input ?? {}).filter(([, value]) => value != null));
}

function parse<T>(schema: z.ZodType<T>, value: unknown, path: Path): Outcome<T> {
  const parsed = schema.safeParse(value);
  return parsed.success ? { value: parsed.data, problems: [] } : notDone(...problemsOf(parsed.error, path));
}

/**
 * Preprocessing for these data. Without channels: those that the channel report would keep and in which every sample
 * shows something; without a report, every channel in which every sample does. The rest as `fillPreprocessing` has it.
 *
 * Problems: UNKNOWN_CHANNEL, CONSTANT_CHANNEL, NOTHING_TO_SEE, and what the schema refuses.
 */
export function choosePreprocessing(
  facts: VersionFacts,
  input: Loose,
  path: Path,
): Outcome<PreprocessingParams> {
  const asked = given(input);
  const outcome = parse(
    preprocessingParams,
    fillPreprocessing(facts.look, { ...asked, channels: asked['channels'] ?? recommendedChannels(facts) }),
    path,
  );
  if (!outcome.value) return outcome;
  const problems = channelProblems(facts, outcome.value.channels, [...path, 'channels']);
  return problems.length > 0 ? notDone(...problems) : outcome;
}

/**
 * What was asked for, and for what was left out what is recommended for the look of the data. Pictures that are not to be
 * moved to their sources are not unrolled around their middles either, unless that is asked for.
 */
export function fillPreprocessing(look: DataLook, asked: Record<string, unknown>): Record<string, unknown> {
  const { alignment, geometry, size } = recommendConfiguration(look).preprocessing;
  return { alignment, geometry: asked['alignment'] === 'NONE' ? 'CARTESIAN' : geometry, size, ...asked };
}

function recommendedChannels({ channelCount, keep, samples }: VersionFacts): number[] {
  const all = Array.from({ length: channelCount }, (_, channel) => channel);
  // A sample without anything in any channel is told of by itself; it must not hide the good channels.
  const seeing = samples.filter(({ constantChannels }) => constantChannels.length < channelCount);
  const full = all.filter((channel) =>
    seeing.every(({ constantChannels }) => !constantChannels.includes(channel)),
  );
  const kept = full.filter((channel) => keep?.includes(channel));
  if (kept.length > 0) return kept;
  return full.length > 0 ? full : all;
}

function channelProblems(facts: VersionFacts, channels: readonly number[], path: Path): Problem[] {
  const { channelCount, samples } = facts;
  const unknown = channels.flatMap((channel, i) =>
    channel < channelCount
      ? []
      : [
          problem(
            'UNKNOWN_CHANNEL',
            `There is no channel ${channel}: the samples have the channels 0 to ${channelCount - 1}.`,
            ...path,
            i,
          ),
        ],
  );
  if (unknown.length > 0) return unknown;
  const empty = samples.filter(({ constantChannels }) => channels.every((c) => constantChannels.includes(c)));
  if (empty.length > 0 && empty.length < samples.length)
    return [
      problem(
        'NOTHING_TO_SEE',
        `In the chosen channels ${sampleNames(empty.map(({ index }) => index))} nothing to see: every pixel has the same value or none. Make a version without, or choose other channels.`,
        ...path,
      ),
    ];
  return channels.flatMap((channel, i) => {
    const constant = samples.filter(({ constantChannels }) => constantChannels.includes(channel));
    if (constant.length === 0) return [];
    const where =
      constant.length === samples.length
        ? 'in every sample'
        : `because ${sampleNames(constant.map(({ index }) => index))} nothing in it`;
    return [
      problem(
        'CONSTANT_CHANNEL',
        `Channel ${channel} cannot be used ${where}: every pixel has the same value or none. Leave the channel out${constant.length === samples.length ? '' : ' or make a version without'}.`,
        ...path,
        i,
      ),
    ];
  });
}

/**
 * Model and training for these data: the recommended model, or another with its own defaults, with what was asked for in
 * their place.
 */
export function chooseModel(
  { look }: Pick<VersionFacts, 'look'>,
  input: Loose,
  path: Path,
): Outcome<ModelParams> {
  const asked = given(input);
  const { kind, epochs } = recommendConfiguration(look).model;
  const recommended = (asked['kind'] ?? kind) === kind ? { kind, epochs } : {};
  return parse(modelParams, { ...recommended, ...asked, ...params(asked) }, path);
}

function params(asked: Record<string, unknown>): { params?: unknown } {
  const value = asked['params'];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { params: given({ ...value }) }
    : {};
}

/**
 * Clustering for these data. Without a clusterer k-means; without a scan what suits the number of samples: see
 * `scanRangeFor`.
 *
 * Problems: TOO_MANY_CLUSTERS, TOO_FEW_SAMPLES (for minClusterSize and the like), and what the schema refuses.
 */
export function chooseClustering(facts: VersionFacts, input: Loose, path: Path): Outcome<ClusteringParams> {
  const asked = given(input);
  const algorithm = clusterer.parse(asked['algorithm']);
  const outcome = parse(
    clusteringParams,
    { algorithm, ...rangeAround(algorithm, asked, facts.sampleCount), ...asked, ...params(asked) },
    path,
  );
  if (!outcome.value) return outcome;
  const problems = sizeProblems(outcome.value, facts.sampleCount, path);
  return problems.length > 0 ? notDone(...problems) : outcome;
}

const clusterer = z.enum(CLUSTERING_ALGORITHMS).catch('KMEANS');

/** The usual range, stretched to reach whichever end was asked for. */
function rangeAround(algorithm: ClusteringAlgorithm, asked: Record<string, unknown>, sampleCount: number) {
  const { scanFrom, scanTo } = scanRangeFor(algorithm, sampleCount);
  const [from, to] = [asked['scanFrom'], asked['scanTo']];
  return {
    scanFrom: typeof to === 'number' ? Math.max(2, Math.min(scanFrom, to)) : scanFrom,
    scanTo: typeof from === 'number' ? Math.max(from, scanTo) : scanTo,
  };
}

/** What asks for more samples than there are. */
function sizeProblems(clustering: ClusteringParams, sampleCount: number, path: Path): Problem[] {
  const { algorithm, scanFrom, scanTo } = clustering;
  const scanned = { size: scanTo, at: [scanFrom > sampleCount ? 'scanFrom' : 'scanTo'] };
  const main = MAIN_PARAMETER[algorithm];
  const sizes = [
    { size: fixedValueOf(clustering) ?? 0, at: ['params', main] },
    ...(algorithm === 'HDBSCAN'
      ? [{ size: clustering.params.minSamples ?? 0, at: ['params', 'minSamples'] }]
      : []),
    scanned,
  ].filter(({ size }) => size > sampleCount);
  return sizes.map(({ size, at }) =>
    algorithm === 'HDBSCAN'
      ? problem(
          'TOO_FEW_SAMPLES',
          `Of ${sampleCount} samples there are no ${size} together; ask for ${sampleCount} at most.`,
          ...path,
          ...at,
        )
      : problem(
          'TOO_MANY_CLUSTERS',
          `${size} clusters cannot be made of ${sampleCount} samples; ask for ${sampleCount} at most.`,
          ...path,
          ...at,
        ),
  );
}

const projectionKinds = z.array(z.enum(PROJECTION_KINDS)).min(1);

// Of two, each is the other's only neighbour.
const FEWEST_FOR_UMAP = 3;

/** PCA where nothing is given. Problems: TOO_FEW_SAMPLES for UMAP, and what the schema refuses. */
export function chooseProjections(
  { sampleCount }: Pick<VersionFacts, 'sampleCount'>,
  input: readonly string[] | null | undefined,
  path: Path,
): Outcome<ProjectionKind[]> {
  const outcome = parse(projectionKinds, [...new Set(input ?? ['PCA'])], path);
  const place = outcome.value?.indexOf('UMAP') ?? -1;
  if (place < 0 || sampleCount >= FEWEST_FOR_UMAP) return outcome;
  return notDone(
    problem(
      'TOO_FEW_SAMPLES',
      `UMAP needs ${FEWEST_FOR_UMAP} samples at least; leave it out or add files to the data set.`,
      ...path,
      place,
    ),
  );
}

// Any whole number would do for the generator; GraphQL's Int and the column hold 32 bits.
const seedNumber = z.int().min(0).max(2_147_483_647);

export const chooseSeed = (input: number | null | undefined, path: Path): Outcome<number> =>
  parse(seedNumber, input ?? 0, path);
