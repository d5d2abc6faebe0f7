import type { DbTransaction } from '@asterism/db';
import { type Problem, problem } from '../../problem.ts';

// Of a list of wrong ids the first ones say enough.
const PROBLEMS_MAXIMUM = 100;

/** A problem for each id that is no finished upload of the workspace. */
export async function missingUploads(
  tx: DbTransaction,
  workspaceId: string,
  uploadIds: readonly string[],
): Promise<Problem[]> {
  const rows = await tx.$queryRaw<{ id: string; position: number }[]>`
    SELECT wanted.id, wanted.position::int - 1 AS position
    FROM unnest(${uploadIds}::text[]) WITH ORDINALITY AS wanted (id, position)
    WHERE NOT EXISTS (SELECT 1 FROM "Upload" u WHERE u.id = wanted.id AND u."workspaceId" = ${workspaceId})
    ORDER BY 2 LIMIT ${PROBLEMS_MAXIMUM}`;
  return rows.map(({ id, position }) =>
    problem(
      'UPLOAD_NOT_FOUND',
      `There is no finished upload ${JSON.stringify(id)} here.`,
      'uploadIds',
      position,
    ),
  );
}
