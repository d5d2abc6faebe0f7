import { matchPattern, type PatternPart } from './namePattern.ts';

export interface FileGroup {
  /** What {sample} stands for. */
  sample: string;
  /** In the order in which they become channels. */
  files: readonly string[];
  /** Channels that the others have and this one lacks: it will be refused. */
  missing: readonly string[];
}

/** What a pattern of file names makes of some files. */
export interface GroupPreview {
  groups: readonly FileGroup[];
  /** What {channel} stands for, in natural order. */
  channels: readonly string[];
  /** Files that will be refused: the name does not fit, or the channel is one that most samples lack, or is there twice. */
  leftOut: readonly string[];
}

const inNaturalOrder = new Intl.Collator('en', { numeric: true }).compare;

/** Shows beforehand which files become one sample, as the server will group them. */
export function previewGroups(paths: readonly string[], pattern: readonly PatternPart[]): GroupPreview {
  const bands = new Map<string, Map<string, string>>();
  const leftOut: string[] = [];
  for (const path of [...paths].sort(inNaturalOrder)) {
    const found = matchPattern(pattern, path);
    const group = found && (bands.get(found.sample) ?? new Map<string, string>());
    if (!found || !group || group.has(found.channel)) leftOut.push(path);
    else bands.set(found.sample, group.set(found.channel, path));
  }
  const channels = commonChannels([...bands.values()]);
  const groups = [...bands].map(([sample, group]): FileGroup => {
    leftOut.push(...[...group].filter(([channel]) => !channels.includes(channel)).map(([, path]) => path));
    return {
      sample,
      files: channels.flatMap((channel) => group.get(channel) ?? []),
      missing: channels.filter((channel) => !group.has(channel)),
    };
  });
  return {
    groups: groups.filter(({ files }) => files.length > 0).sort((a, b) => inNaturalOrder(a.sample, b.sample)),
    channels,
    leftOut,
  };
}

/** Those that at least half of the samples have, in natural order. */
function commonChannels(groups: readonly ReadonlyMap<string, string>[]): string[] {
  const counts = new Map<string, number>();
  for (const group of groups)
    for (const channel of group.keys()) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => 2 * count >= groups.length)
    .map(([channel]) => channel)
    .sort(inNaturalOrder);
}
