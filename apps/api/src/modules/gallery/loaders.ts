import { type Db, Prisma, type SpriteSheet, type VersionChannel } from '@asterism/db';
import DataLoader from 'dataloader';

export interface ChannelOfVersion {
  versionId: string;
  channel: number;
}

/** Neighbouring sheets of a channel, from sheet `from` on. */
export interface SheetRange extends ChannelOfVersion {
  from: number;
  first: number;
}

export function galleryLoaders(db: Db) {
  return {
    versionChannel: new DataLoader<ChannelOfVersion, VersionChannel | null, string>(
      async (wanted) => {
        const rows = await db.versionChannel.findMany({
          where: { OR: wanted.map(({ versionId, channel }) => ({ versionId, channel })) },
        });
        const byKey = new Map(rows.map((row) => [channelKey(row), row]));
        return wanted.map((key) => byKey.get(channelKey(key)) ?? null);
      },
      { cacheKeyFn: channelKey },
    ),
    spriteSheets: new DataLoader<SheetRange, SpriteSheet[], string>(
      async (ranges) => {
        const rows = await db.spriteSheet.findMany({
          where: {
            OR: ranges.map(({ versionId, channel, from, first }) => ({
              versionId,
              channel,
              number: { gte: from, lt: from + first },
            })),
          },
          orderBy: { number: Prisma.SortOrder.asc },
        });
        return ranges.map((range) => rows.filter((row) => isWithin(row, range)));
      },
      { cacheKeyFn: (range) => `${channelKey(range)}#${range.from}+${range.first}` },
    ),
  };
}

const channelKey = ({ versionId, channel }: ChannelOfVersion): string => `${versionId}#${channel}`;

const isWithin = (sheet: SpriteSheet, { versionId, channel, from, first }: SheetRange): boolean =>
  sheet.versionId === versionId &&
  sheet.channel === channel &&
  sheet.number >= from &&
  sheet.number < from + first;
