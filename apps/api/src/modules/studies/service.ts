import { type Experiment, Prisma, type Study } from '@asterism/db';
import { membershipBySlug } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { keysetPage } from '../../paging/keyset.ts';
import { type Page, type PageArgs, pageRequest } from '../../paging/page.ts';

const LIST_MAXIMUM = 200;
const STUDY_EXPERIMENTS_MAXIMUM = 1000;

/** Throws NOT_FOUND for a workspace that the caller may not see. */
export async function listStudies(
  { services: { db }, caller }: Context,
  slug: string,
  args: PageArgs,
): Promise<Page<Study>> {
  const membership = membershipBySlug(caller, slug);
  if (!membership) throw refusal.noWorkspace(slug);
  return keysetPage<Study>(
    db,
    {
      columns: Prisma.sql`s.*`,
      from: Prisma.sql`"Study" s`,
      id: Prisma.sql`s.id`,
      where: [Prisma.sql`s."workspaceId" = ${membership.workspaceId}`],
      keys: [{ sql: Prisma.sql`s."createdAt"`, type: 'timestamptz', direction: 'DESC' }],
      order: 'studies',
    },
    pageRequest(args, LIST_MAXIMUM),
  );
}

export async function listStudyExperiments(
  { services: { db }, loaders }: Context,
  { id }: Study,
  args: PageArgs,
): Promise<Page<Experiment>> {
  const found = await keysetPage<Experiment>(
    db,
    {
      columns: Prisma.sql`e.*`,
      from: Prisma.sql`"Experiment" e`,
      id: Prisma.sql`e.id`,
      where: [Prisma.sql`e."studyId" = ${id}`],
      keys: [{ sql: Prisma.sql`e.number`, type: 'int4', direction: 'ASC' }],
      order: 'study experiments',
    },
    pageRequest(args, STUDY_EXPERIMENTS_MAXIMUM),
  );
  for (const { node } of found.edges) loaders.experiment.prime(node.id, node);
  return found;
}

/** Why the best of a study is the best, in a sentence; null while there is none. */
export async function bestReason({ loaders }: Context, studyId: string): Promise<string | null> {
  const { bestId, runnerUpId } = await loaders.studyState.load(studyId);
  if (!bestId) return null;
  const [best, runnerUp] = await Promise.all([
    loaders.experiment.load(bestId),
    runnerUpId === null ? null : loaders.experiment.load(runnerUpId),
  ]);
  const score = `E-${best.number} has the highest mean silhouette, ${shown(best.silhouette)}, with ${best.clusterCount} clusters`;
  return runnerUp
    ? `${score}; the next is E-${runnerUp.number} with ${shown(runnerUp.silhouette)}.`
    : `${score}.`;
}

/** As tables show it: .553 */
const shown = (value: number | null): string =>
  value === null
    ? 'none'
    : value
        .toFixed(3)
        .replace(/^(-?)0\./, '$1.')
        .replace('-', '\u2212');
