import type { Cluster, Db } from '@asterism/db';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import type { Loaders } from '../../loaders.ts';
import { readInt32 } from '../blobs/readValues.ts';
import { type Labelled, once } from '../comparison/pairs.ts';
import { labelledOf } from '../comparison/service.ts';
import { observedClusterings, otherClusterings } from './candidates.ts';
import { type Offer, offersBetween, type Some } from './offers.ts';
import { samePictures } from './samePictures.ts';

/** A cluster, and the one of another experiment that has most in common with it. */
export interface Heir {
  fromId: string;
  toId: string;
  jaccard: number;
  joined: SomeOf;
  left: SomeOf;
  isAccepted: boolean;
}

/** Samples of a version. */
export interface SomeOf extends Some {
  versionId: string;
}

/**
 * The heir of a cluster in each of the newest 50 other finished experiments of its data set, the greatest overlap first;
 * of those that overlap by more than .1. Noise has none.
 */
export async function heirsOf(context: Context, cluster: Cluster): Promise<Heir[]> {
  const heirs = await asked(context).heirs(cluster.experimentId);
  return heirs.filter(({ fromId }) => fromId === cluster.id);
}

/** The clusters of other experiments of which something is written, and whose heir this cluster is: see `heirsOf`. */
export async function ancestorsOf(context: Context, cluster: Cluster): Promise<Heir[]> {
  const heirs = await asked(context).ancestors(cluster.experimentId);
  return heirs.filter(({ toId }) => toId === cluster.id);
}

interface Asked {
  heirs: (experimentId: string) => Promise<Heir[]>;
  ancestors: (experimentId: string) => Promise<Heir[]>;
}

// Each takes up to half a second at 20,000 samples.
const LOOKS_MAXIMUM = 10;

// For as long as an operation lasts: all clusters of an experiment are looked through at once, whichever is asked first.
const known = new WeakMap<Loaders, Asked>();

/** Has them looked for again by who asks next: one was accepted. */
export function forgetHeirs({ loaders }: Context): void {
  known.delete(loaders);
}

function asked(context: Context): Asked {
  const before = known.get(context.loaders);
  if (before) return before;
  let looked = 0;
  const counted = (look: typeof heirsOfExperiment) =>
    once(async (experimentId: string) => {
      looked += 1;
      if (looked > LOOKS_MAXIMUM)
        throw refusal.badArgument(
          `Heirs and ancestors are looked for in ${LOOKS_MAXIMUM} experiments at once; ask for fewer.`,
        );
      return look(context, experimentId);
    });
  const asking = { heirs: counted(heirsOfExperiment), ancestors: counted(ancestorsOfExperiment) };
  known.set(context.loaders, asking);
  return asking;
}

async function heirsOfExperiment(context: Context, experimentId: string): Promise<Heir[]> {
  const own = await labelledOf(context, await context.loaders.experiment.load(experimentId));
  if (!own) return [];
  const others = await otherClusterings(context.services.db, experimentId);
  const offers = await offersOf(
    context,
    others.map((other) => ({ from: own, to: other })),
  );
  return heirsFrom(context.services.db, offers);
}

async function ancestorsOfExperiment(context: Context, experimentId: string): Promise<Heir[]> {
  const own = await labelledOf(context, await context.loaders.experiment.load(experimentId));
  if (!own) return [];
  const others = await observedClusterings(context.services.db, experimentId);
  const offers = await offersOf(
    context,
    others.map((other) => ({ from: other, to: own })),
  );
  const observed = new Map(others.map((other) => [other.experimentId, new Set(other.observed)]));
  return heirsFrom(
    context.services.db,
    offers.filter(({ pair, from }) => observed.get(pair.from.experimentId)?.has(from)),
  );
}

interface Pair {
  from: Labelled;
  to: Labelled;
}
type PairOffer = Offer & { pair: Pair };

/** Of each pair, one after the other: labels of one other experiment at a time are held. */
async function offersOf({ services: { db, blobs } }: Context, pairs: readonly Pair[]): Promise<PairOffer[]> {
  // Labels that are in every pair are read once.
  const shared = once((sha256: string) => readInt32(blobs, sha256));
  const same = once((versionIds: string) => {
    const [first = '', second = ''] = versionIds.split(' ');
    return samePictures(db, first, second);
  });
  const isShared = ({ labelsSha256 }: Labelled) =>
    pairs.every(({ from, to }) => from.labelsSha256 === labelsSha256 || to.labelsSha256 === labelsSha256);
  const read = (one: Labelled) =>
    isShared(one) ? shared(one.labelsSha256) : readInt32(blobs, one.labelsSha256);
  const offers: PairOffer[] = [];
  for (const pair of pairs) {
    const { from, to } = pair;
    const pictures = from.versionId === to.versionId ? null : await same(`${from.versionId} ${to.versionId}`);
    for (const offer of offersBetween(await read(from), await read(to), pictures))
      offers.push({ ...offer, pair });
  }
  return offers;
}

/** With the rows that they are of, the greatest overlap first. */
async function heirsFrom(db: Db, offers: readonly PairOffer[]): Promise<Heir[]> {
  if (offers.length === 0) return [];
  const experimentIds = [
    ...new Set(offers.flatMap(({ pair }) => [pair.from.experimentId, pair.to.experimentId])),
  ];
  const rows = await db.$queryRaw<{ id: string; experimentId: string; label: number }[]>`
    SELECT id, "experimentId", label FROM "Cluster" WHERE "experimentId" = ANY(${experimentIds})`;
  const ids = new Map(rows.map(({ id, experimentId, label }) => [`${experimentId} ${label}`, id]));
  const found = offers.flatMap(({ pair, from, to, jaccard, joined, left }) => {
    const fromId = ids.get(`${pair.from.experimentId} ${from}`);
    const toId = ids.get(`${pair.to.experimentId} ${to}`);
    if (!fromId || !toId) return [];
    return [
      {
        fromId,
        toId,
        jaccard,
        joined: { ...joined, versionId: pair.to.versionId },
        left: { ...left, versionId: pair.from.versionId },
      },
    ];
  });
  const accepted = await acceptedOf(db, found);
  return found
    .map((heir) => ({ ...heir, isAccepted: accepted.has(`${heir.fromId} ${heir.toId}`) }))
    .sort((a, b) => b.jaccard - a.jaccard);
}

async function acceptedOf(db: Db, pairs: readonly Pick<Heir, 'fromId' | 'toId'>[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ fromClusterId: string; toClusterId: string }[]>`
    SELECT "fromClusterId", "toClusterId" FROM "ClusterHeir"
    WHERE ("fromClusterId", "toClusterId") IN (
      SELECT * FROM unnest(${pairs.map(({ fromId }) => fromId)}::text[], ${pairs.map(({ toId }) => toId)}::text[]))`;
  return new Set(rows.map(({ fromClusterId, toClusterId }) => `${fromClusterId} ${toClusterId}`));
}
