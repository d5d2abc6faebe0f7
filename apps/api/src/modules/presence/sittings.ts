import { type Db, PRESENCE_CHANNEL } from '@asterism/db';
import { z } from 'zod';

/** A page of a workspace. */
export interface Page {
  /** Within the workspace: '' is its home. */
  path: string;
  title: string;
}

/** A page that a member has open. */
export interface Sitting extends Page {
  id: string;
  workspaceId: string;
  userId: string;
  openedAt: Date;
}

/** A member who is here, with the page opened last. */
export interface PresentMember extends Page {
  userId: string;
}

export interface WhoIsHere {
  workspaceId: string;
  /** By name, the first PEOPLE_MOST. */
  members: PresentMember[];
  /** Of all who are here. */
  count: number;
}

/** More are counted, not named. */
export const PEOPLE_MOST = 100;

/** Says of sittings that they are still there; tells of those that were not. Those of who is no member are passed over. */
export async function keepSittings(db: Db, sittings: readonly Sitting[]): Promise<void> {
  await db.$executeRaw`
    WITH kept AS (
      INSERT INTO "Presence" (id, "workspaceId", "userId", path, title, "openedAt", "seenAt")
      SELECT s.id, s."workspaceId", s."userId", s.path, s.title, s."openedAt", now()
      FROM jsonb_to_recordset(${JSON.stringify(sittings)}::jsonb)
        AS s(id text, "workspaceId" text, "userId" text, path text, title text, "openedAt" timestamptz)
      JOIN "Member" m ON m."workspaceId" = s."workspaceId" AND m."userId" = s."userId"
      ON CONFLICT (id) DO UPDATE SET "seenAt" = now()
      RETURNING "workspaceId", (xmax = 0) AS "isNew"
    )
    SELECT pg_notify(${PRESENCE_CHANNEL}, "workspaceId")
    FROM (SELECT DISTINCT "workspaceId" FROM kept WHERE "isNew") AS told`;
}

/** Ends sittings, and tells of it. */
export async function endSittings(db: Db, ids: readonly string[]): Promise<void> {
  await db.$executeRaw`
    WITH gone AS (DELETE FROM "Presence" WHERE id = ANY(${[...ids]}) RETURNING "workspaceId")
    SELECT pg_notify(${PRESENCE_CHANNEL}, "workspaceId")
    FROM (SELECT DISTINCT "workspaceId" FROM gone) AS told`;
}

/** Ends sittings of which nobody has said for so long that they are there, and tells of it. */
export async function endStale(db: Db, expireAfterMs: number): Promise<void> {
  await db.$executeRaw`
    WITH gone AS (
      DELETE FROM "Presence" WHERE "seenAt" < now() - ${expireAfterMs} * interval '1 millisecond'
      RETURNING "workspaceId"
    )
    SELECT pg_notify(${PRESENCE_CHANNEL}, "workspaceId")
    FROM (SELECT DISTINCT "workspaceId" FROM gone) AS told`;
}

const found = z.array(z.object({ userId: z.string(), path: z.string(), title: z.string(), count: z.int() }));

/** Who has a workspace open. A person with several pages open is one; the page is the one opened last. */
export async function readWhoIsHere(db: Db, workspaceId: string, expireAfterMs: number): Promise<WhoIsHere> {
  const rows: unknown = await db.$queryRaw`
    SELECT here.*, (count(*) OVER ())::int AS count
    FROM (
      SELECT DISTINCT ON ("userId") "userId", path, title FROM "Presence"
      WHERE "workspaceId" = ${workspaceId} AND "seenAt" > now() - ${expireAfterMs} * interval '1 millisecond'
      ORDER BY "userId", "openedAt" DESC, id
    ) AS here
    JOIN "User" u ON u.id = here."userId"
    ORDER BY u.name, u.id
    LIMIT ${PEOPLE_MOST}`;
  const members = found.parse(rows);
  return {
    workspaceId,
    members: members.map(({ count: _, ...member }) => member),
    count: members[0]?.count ?? 0,
  };
}
