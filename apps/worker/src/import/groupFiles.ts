import { matchName, type NamePattern } from '@asterism/db';
import { orderBy } from 'natural-orderby';
import type { Refusal, TaskOf } from '../children/tasks.ts';

type File = TaskOf<'IMPORT'>['units'][number]['files'][number];

/** What becomes one sample, or one refused file: then the reason why it is not even read. */
export interface PlannedUnit {
  name: string;
  files: File[];
  refusal: Refusal | null;
}

/** A sample for each file, in natural order of the names. */
export const singleFiles = (files: readonly File[]): PlannedUnit[] =>
  orderBy(files, [({ fileName }) => fileName]).map((file) => ({
    name: file.fileName,
    files: [file],
    refusal: null,
  }));

/** {channel} -> its file, of one sample. */
type Group = Map<string, File>;

/**
 * A sample for each group of files that agree in the pattern's {sample}, their channels in natural order of {channel}.
 * What does not fit is refused: names that do not match (NO_MATCH), a second file for a channel (GROUP_DUPLICATE),
 * channels that fewer than half of the samples have (GROUP_EXTRA), and samples that lack one of the others
 * (GROUP_INCOMPLETE). In natural order of the names.
 */
export function groupFiles(files: readonly File[], pattern: NamePattern): PlannedUnit[] {
  const refusals: PlannedUnit[] = [];
  const groups = new Map<string, Group>();
  for (const file of orderBy(files, [({ fileName }) => fileName])) {
    const found = matchName(pattern, file.fileName);
    if (!found) {
      refusals.push(refused(file, 'NO_MATCH', 'Its name does not fit the pattern of the groups.'));
      continue;
    }
    const group: Group = groups.get(found.sample) ?? new Map();
    groups.set(found.sample, group);
    const twin = group.get(found.channel);
    if (!twin) group.set(found.channel, file);
    else {
      const reason = `${twin.fileName} brings the channel ${found.channel} of ${found.sample} already.`;
      refusals.push(refused(file, 'GROUP_DUPLICATE', reason));
    }
  }
  const { channels, extra } = commonChannels(groups);
  for (const group of groups.values()) refusals.push(...takeOut(group, extra, groups.size));
  const units = [...groups]
    .filter(([, group]) => group.size > 0)
    .map(([sample, group]) => planGroup(sample, group, channels));
  return orderBy([...units, ...refusals], [({ name }) => name]);
}

/** The channels that at least half of the samples have, in natural order; and how many samples have each of the others. */
function commonChannels(groups: ReadonlyMap<string, Group>) {
  const counts = new Map<string, number>();
  for (const group of groups.values())
    for (const channel of group.keys()) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  const isCommon = ([, count]: [string, number]): boolean => 2 * count >= groups.size;
  return {
    channels: orderBy([...counts].filter(isCommon).map(([channel]) => channel)),
    extra: new Map([...counts].filter((entry) => !isCommon(entry))),
  };
}

/** Takes the files of extra channels out of the group. */
function takeOut(group: Group, extra: ReadonlyMap<string, number>, groupCount: number): PlannedUnit[] {
  return [...group].flatMap(([channel, file]) => {
    const count = extra.get(channel);
    if (count === undefined) return [];
    group.delete(channel);
    const reason = `The channel ${channel} is there for ${count} of ${groupCount} samples only, so that it is left out.`;
    return [refused(file, 'GROUP_EXTRA', reason)];
  });
}

function planGroup(sample: string, group: Group, channels: readonly string[]): PlannedUnit {
  const missing = channels.filter((channel) => !group.has(channel));
  if (missing.length === 0)
    return { name: sample, files: channels.map((channel) => group.get(channel)!), refusal: null };
  const there = channels.filter((channel) => group.has(channel));
  const message = `Of its channels ${missing.join(', ')} is missing; ${there.join(', ')} is there.`;
  return refused({ fileName: sample }, 'GROUP_INCOMPLETE', message);
}

const refused = ({ fileName: name }: Pick<File, 'fileName'>, code: string, message: string): PlannedUnit => ({
  name,
  files: [],
  refusal: { code, message, byteOffset: null },
});
