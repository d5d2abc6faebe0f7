import type { Db } from '@asterism/db';
import { loaderById } from '../../paging/loaderById.ts';

export function peopleLoaders(db: Db) {
  return {
    user: loaderById((ids) => db.user.findMany({ where: { id: { in: ids } } })),
    workspace: loaderById((ids) => db.workspace.findMany({ where: { id: { in: ids } } })),
  };
}
