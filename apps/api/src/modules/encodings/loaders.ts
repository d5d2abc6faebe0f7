import type { Db } from '@asterism/db';
import { loaderById, loaderByParent } from '../../paging/loaderById.ts';

export function encodingLoaders(db: Db) {
  return {
    encoding: loaderById((ids) => db.encoding.findMany({ where: { id: { in: ids } } })),
    /** The labels of an encoding's images, in the order of the latents. */
    encodedLabels: loaderByParent(
      (encodingIds) =>
        db.encodedImage.findMany({
          where: { encodingId: { in: encodingIds }, row: { not: null } },
          orderBy: { row: 'asc' },
          select: { encodingId: true, label: true, name: true },
        }),
      ({ encodingId }) => encodingId,
    ),
    /** In natural order of the names. */
    refusedImages: loaderByParent(
      (encodingIds) =>
        db.encodedImage.findMany({
          where: { encodingId: { in: encodingIds }, code: { not: null } },
          orderBy: { number: 'asc' },
        }),
      ({ encodingId }) => encodingId,
    ),
  };
}
