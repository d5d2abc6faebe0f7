import { type CommentReaction, type Db, Prisma } from '@asterism/db';
import DataLoader from 'dataloader';
import { loaderById, loaderByParent } from '../../paging/loaderById.ts';

/** Whose reading is asked of. */
interface Reading {
  observationId: string;
  userId: string;
}

const keyOf = ({ observationId, userId }: Reading): string => `${observationId} ${userId}`;

export function commentLoaders(db: Db) {
  return {
    comment: loaderById((ids) => db.comment.findMany({ where: { id: { in: ids } } })),
    commentReactions: loaderByParent<CommentReaction>(
      (commentIds) =>
        db.commentReaction.findMany({
          where: { commentId: { in: commentIds } },
          orderBy: [{ emoji: 'asc' }, { userId: 'asc' }],
        }),
      ({ commentId }) => commentId,
    ),
    /** Until when somebody has read an observation's comments; null where they have not. */
    commentsReadAt: new DataLoader<Reading, Date | null, string>(
      async (readings) => {
        const rows = await db.observationVisit.findMany({
          where: {
            userId: { in: readings.map(({ userId }) => userId) },
            observationId: { in: readings.map(({ observationId }) => observationId) },
          },
        });
        const byKey = new Map(rows.map((row) => [keyOf(row), row.at]));
        return readings.map((reading) => byKey.get(keyOf(reading)) ?? null);
      },
      { cacheKeyFn: keyOf },
    ),
    /** How many comments of others somebody has not read. */
    unreadComments: new DataLoader<Reading, number, string>(
      async (readings) => {
        const asked = JSON.stringify(readings);
        const rows = await db.$queryRaw<(Reading & { count: number })[]>(Prisma.sql`
          SELECT asked."observationId", asked."userId", count(*)::int AS count
          FROM jsonb_to_recordset(${asked}::jsonb) AS asked("observationId" text, "userId" text)
          LEFT JOIN "ObservationVisit" v
            ON v."observationId" = asked."observationId" AND v."userId" = asked."userId"
          JOIN "Comment" c ON c."observationId" = asked."observationId" AND c."deletedAt" IS NULL
            AND c."authorId" IS DISTINCT FROM asked."userId" AND (v.at IS NULL OR c."createdAt" > v.at)
          GROUP BY asked."observationId", asked."userId"`);
        const byKey = new Map(rows.map((row) => [keyOf(row), row.count]));
        return readings.map((reading) => byKey.get(keyOf(reading)) ?? 0);
      },
      { cacheKeyFn: keyOf },
    ),
  };
}
