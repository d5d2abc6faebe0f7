import type { Db, User } from '@asterism/db';
import DataLoader from 'dataloader';
import { loaderById, loaderByParent } from '../../paging/loaderById.ts';

export function peopleLoaders(db: Db) {
  return {
    user: loaderById((ids) => db.user.findMany({ where: { id: { in: ids } } })),
    /** Null where the account is gone. */
    userIfThere: new DataLoader<string, User | null>(async (ids) => {
      const rows = await db.user.findMany({ where: { id: { in: [...ids] } } });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    /** Of workspaces, the oldest first. */
    members: loaderByParent(
      (workspaceIds) =>
        db.member.findMany({
          where: { workspaceId: { in: workspaceIds } },
          orderBy: [{ since: 'asc' }, { userId: 'asc' }],
        }),
      ({ workspaceId }) => workspaceId,
    ),
    workspace: loaderById((ids) => db.workspace.findMany({ where: { id: { in: ids } } })),
  };
}
