import { type ObservationRevision, Prisma } from '@asterism/db';
import type { Context } from '../../context.ts';
import { keysetPage } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';

const LIST_MAXIMUM = 200;

/** Of a revision's row all but its snapshot. */
export const REVISION_COLUMNS = {
  id: true,
  observationId: true,
  number: true,
  name: true,
  at: true,
  authorIds: true,
} as const satisfies Prisma.ObservationRevisionSelect;

export type RevisionRow = Pick<ObservationRevision, keyof typeof REVISION_COLUMNS>;

const COLUMNS_SQL = Prisma.join(Object.keys(REVISION_COLUMNS).map((name) => Prisma.raw(`r."${name}"`)));

export async function listRevisions(
  { services: { db } }: Context,
  observationId: string,
  { named, ...page }: PageArgs & { named?: boolean | null },
): Promise<Page<RevisionRow>> {
  return keysetPage<RevisionRow>(
    db,
    {
      columns: COLUMNS_SQL,
      from: Prisma.sql`"ObservationRevision" r`,
      id: Prisma.sql`r.id`,
      where: [
        Prisma.sql`r."observationId" = ${observationId}`,
        ...(named == null ? [] : [Prisma.sql`(r.name IS NOT NULL) = ${named}`]),
      ],
      keys: [{ sql: Prisma.sql`r.number`, type: 'int4', direction: 'DESC' }],
      order: 'revisions',
    },
    pageRequest(page, LIST_MAXIMUM),
  );
}
