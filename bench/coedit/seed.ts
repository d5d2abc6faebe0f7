import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '@asterism/db';

/** So many tokens of a workspace's editors, each of another. */
export async function seedEditors(db: Db, workspaceId: string, count: number): Promise<string[]> {
  const tokens: string[] = [];
  for (let i = 0; i < count; i++) {
    const secret = `ast_${randomBytes(32).toString('base64url')}`;
    await db.user.create({
      data: {
        name: `Editor ${i}`,
        email: `editor${i}@example.org`,
        members: { create: { workspaceId, role: 'EDITOR' } },
        tokens: {
          create: {
            name: 'bench',
            scope: 'WRITE',
            secretHash: createHash('sha256').update(secret).digest('hex'),
          },
        },
      },
    });
    tokens.push(secret);
  }
  return tokens;
}

/** An observation of an experiment with these edits as its rows, none of which is in a snapshot yet. */
export async function seedObservation(
  db: Db,
  { workspaceId, experimentId }: { workspaceId: string; experimentId: string },
  updates: readonly Uint8Array[],
): Promise<void> {
  const { id } = await db.observation.create({ data: { workspaceId, experimentId } });
  for (let from = 0; from < updates.length; from += 1000)
    await db.observationUpdate.createMany({
      data: updates
        .slice(from, from + 1000)
        .map((update) => ({ observationId: id, update: new Uint8Array(update) })),
    });
}
