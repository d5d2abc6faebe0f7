import type { Db } from '@asterism/db';
import { loaderById, loaderByParent } from '../../paging/loaderById.ts';

export function peopleLoaders(db: Db) {
  return {
    user: loaderById((ids) => db.user.findMany({ where: { id: { in: ids } } })),
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
