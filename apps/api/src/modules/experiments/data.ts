import { channelReport, type Dataset, type DatasetVersion, type Db } from '@asterism/db';
import type { DataLook } from '@asterism/ml/params';
import { rowId } from '../../builder.ts';
import { notDone, type Outcome, type Problem, problem } from '../../problem.ts';
import { lookOf } from './look.ts';

/** What an experiment's choices are held against. */
export interface VersionFacts {
  versionId: string;
  datasetName: string;
  number: number;
  sampleCount: number;
  channelCount: number;
  /** Channels that the channel report would keep; null where there is none. */
  keep: number[] | null;
  look: DataLook;
  samples: SampleFacts[];
}

export interface SampleFacts {
  /** The ID number. */
  index: number;
  /** Channels without anything to see: one value everywhere, or no number at all. */
  constantChannels: number[];
}

const PATH = 'datasetVersionId';

/**
 * A data set version that can be trained on.
 *
 * Problems: VERSION_NOT_FOUND, VERSION_NOT_READY, TOO_FEW_SAMPLES, CHANNEL_COUNTS_DIFFER.
 */
export async function trainableVersion(
  db: Db,
  workspaceId: string,
  globalId: string,
): Promise<Outcome<VersionFacts>> {
  const version = await db.datasetVersion.findFirst({
    where: { id: rowId('DatasetVersion', globalId) ?? '', dataset: { workspaceId } },
    include: { dataset: { select: { name: true } } },
  });
  if (!version)
    return notDone(
      problem('VERSION_NOT_FOUND', 'There is no such data set version in this workspace.', PATH),
    );
  return versionFacts(db, version);
}

/**
 * What is to be known of a version of which experiments are made.
 *
 * Problems: VERSION_NOT_READY, TOO_FEW_SAMPLES, CHANNEL_COUNTS_DIFFER.
 */
export async function versionFacts(
  db: Db,
  version: DatasetVersion & { dataset: Pick<Dataset, 'name'> },
): Promise<Outcome<VersionFacts>> {
  const named = `Version ${version.number} of ${version.dataset.name}`;
  if (version.status !== 'READY') {
    const state = version.status === 'IMPORTING' ? 'is still being imported' : 'could not be imported';
    return notDone(problem('VERSION_NOT_READY', `${named} ${state}.`, PATH));
  }
  const samples = await db.$queryRaw<(SampleFacts & { channelCount: number })[]>`
    SELECT s.index, c."channelCount", c."constantChannels"
    FROM "Sample" s JOIN "SampleContent" c ON c.id = s."contentId"
    WHERE s."versionId" = ${version.id} ORDER BY s.index`;
  if (samples.length < 2)
    return notDone(
      problem(
        'TOO_FEW_SAMPLES',
        `${named} has ${samples.length === 1 ? 'one sample' : 'no samples'}; at least two are needed to find groups. Add files to the data set.`,
        PATH,
      ),
    );
  const differing = differentChannelCounts(named, samples);
  if (differing) return notDone(differing);
  return {
    problems: [],
    value: {
      versionId: version.id,
      datasetName: version.dataset.name,
      number: version.number,
      sampleCount: samples.length,
      channelCount: samples[0]!.channelCount,
      keep: keepOf(version.channelReport),
      look: await lookOf(db, version.id),
      samples,
    },
  };
}

/** Channels that a version's stored report would keep; null without a report. */
export function keepOf(stored: DatasetVersion['channelReport']): number[] | null {
  const record = stored === null ? null : channelReport.parse(stored);
  return record && 'report' in record ? record.report.keep : null;
}

function differentChannelCounts(
  named: string,
  samples: readonly { index: number; channelCount: number }[],
): Problem | null {
  const groups = new Map<number, number[]>();
  for (const { index, channelCount } of samples)
    groups.set(channelCount, [...(groups.get(channelCount) ?? []), index]);
  if (groups.size === 1) return null;
  const [most, ...rest] = [...groups].sort((a, b) => b[1].length - a[1].length);
  const odd = rest.map(([count, indexes]) => `${sampleNames(indexes)} ${count}`).join('; ');
  return problem(
    'CHANNEL_COUNTS_DIFFER',
    `The samples of ${named} have different numbers of channels: most have ${most![0]}, but ${odd}. Make a data set of samples that are alike.`,
    PATH,
  );
}

const NAMED_AT_MOST = 10;

/** "sample #3 has", "samples #3, #17 and 4 more have": by ID number. */
export function sampleNames(indexes: readonly number[], verbs = ['has', 'have']): string {
  const shown = indexes.slice(0, NAMED_AT_MOST).map((index) => `#${index}`);
  const more = indexes.length - shown.length;
  const list = more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
  return indexes.length === 1 ? `sample ${list} ${verbs[0]}` : `samples ${list} ${verbs[1]}`;
}
