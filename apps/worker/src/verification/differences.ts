import { environment, type StageKind } from '@asterism/db';
import type { StagePair } from './results.ts';

/**
 * What may be why results differ, a sentence each: implementations, then what it was trained on, then software; and
 * which stage differs first.
 */
export function differencesOf(pairs: readonly StagePair[]): string[] {
  const causes = [...implementations(pairs), ...trainingGround(pairs), ...software(pairs)];
  const first = pairs.find(({ differing }) => differing.length > 0);
  if (!first) return causes;
  return [
    ...causes,
    `${NAMES[first.kind]} is the first stage whose result differs: its ${list(first.differing)}.`,
    ...(causes.length === 0
      ? ['Nothing known differs between then and now, so that the same bytes were to be expected.']
      : []),
  ];
}

const NAMES: Record<StageKind, string> = {
  PREPROCESS: 'Preparing the images',
  TRAIN: 'Training',
  ENCODE: 'Encoding',
  PROJECT: 'Projecting',
  CLUSTER: 'Clustering',
  SCORE: 'Scoring',
};

function implementations(pairs: readonly StagePair[]): string[] {
  return pairs.flatMap(({ kind, before, after }) => {
    if (before.implementationVersion === after.implementationVersion) return [];
    const earlier =
      before.implementationVersion === null
        ? 'an implementation whose version was not recorded'
        : `version ${before.implementationVersion} of its implementation`;
    return [
      `${NAMES[kind]} was done by ${earlier} then, by version ${after.implementationVersion} now, which may give other results.`,
    ];
  });
}

/** Backend, threads and processor decide the last bits of a trained model; light stages do not depend on them. */
function trainingGround(pairs: readonly StagePair[]): string[] {
  const training = pairs.find(({ kind }) => kind === 'TRAIN');
  if (!training) return [];
  const [then, now] = groundsOf(training);
  const backends = [then, now].map(({ backend, backendVersion }) => `${backend} ${backendVersion}`);
  const families = [then, now].map(({ processorFamily, processor }) => String(processorFamily ?? processor));
  return [
    ...(backends[0] === backends[1]
      ? []
      : [
          `Trained with TensorFlow ${backends[0]} then, ${backends[1]} now: ${
            then.backend === now.backend ? 'versions' : 'backends'
          } round differently, so that bytes are not expected to agree.`,
        ]),
    ...(then.threads === now.threads
      ? []
      : [`Trained with ${threads(then.threads)} then, ${now.threads} now: sums are taken in another order.`]),
    ...(families[0] === families[1]
      ? []
      : [`Trained on a processor of family ${families[0]} then, ${families[1]} now.`]),
  ];
}

const threads = (count: number): string => `${count} ${count === 1 ? 'thread' : 'threads'}`;

/** Each change once, with the stages that it concerns where these are not all. */
function software(pairs: readonly StagePair[]): string[] {
  const kindsOf = new Map<string, Set<StageKind>>();
  for (const pair of pairs) {
    const [then, now] = groundsOf(pair);
    for (const [name, key] of SOFTWARE) {
      if (then[key] === now[key]) continue;
      const change = `${name} ${then[key]} then, ${now[key]} now`;
      kindsOf.set(change, (kindsOf.get(change) ?? new Set()).add(pair.kind));
    }
  }
  const all = new Set(pairs.map(({ kind }) => kind)).size;
  return [...kindsOf].map(([change, kinds]) => {
    const who = kinds.size === all ? 'all stages' : list([...kinds].map((kind) => NAMES[kind].toLowerCase()));
    return `${who.charAt(0).toUpperCase()}${who.slice(1)} ran with ${change}.`;
  });
}

const SOFTWARE = [
  ['Asterism', 'version'],
  ['Node', 'node'],
  ['the platform', 'platform'],
] as const;

const groundsOf = ({ before, after }: StagePair) =>
  [environment.parse(before.environment), environment.parse(after.environment)] as const;

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
