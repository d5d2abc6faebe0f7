import { Prisma } from '@asterism/db';
import { membershipBySlug } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { type ExperimentFilterValue, filterConditions } from './filter.ts';
import { GROUP_KEYS, GROUP_NAMES, type GroupField } from './groups.ts';
import { ExperimentFilter, ExperimentGroupField } from './listing.ts';

/** The largest first; who has more groups than that filters before. */
const GROUPS_MAXIMUM = 200;

interface Group {
  key: string | null;
  name: string | null;
  count: number;
  bestSilhouette: number | null;
}

const ExperimentGroupType = builder.objectRef<Group>('ExperimentGroup').implement({
  description: 'Experiments that have something in common.',
  fields: (t) => ({
    key: t.exposeString('key', {
      nullable: true,
      description: "For filter.group; null: those without. A study's or data set's is no id of node.",
    }),
    name: t.exposeString('name', { nullable: true, description: 'To be read.' }),
    count: t.exposeInt('count'),
    bestSilhouette: t.exposeFloat('bestSilhouette', { nullable: true }),
  }),
});

builder.queryField('experimentGroups', (t) =>
  t.field({
    type: [ExperimentGroupType],
    nullable: true,
    description: `How many experiments fit the filter, by what they have in common; the ${GROUPS_MAXIMUM} largest groups.`,
    authScopes: { signedIn: true },
    args: {
      workspace: t.arg.string({ required: true, description: 'The slug.' }),
      filter: t.arg({ type: ExperimentFilter }),
      by: t.arg({ type: ExperimentGroupField, required: true }),
    },
    resolve: (_root, args, context) => experimentGroups(context, args),
  }),
);

/** Throws NOT_FOUND for a workspace that the caller may not see, BAD_USER_INPUT for a filter that cannot be. */
async function experimentGroups(
  { services: { db }, caller }: Context,
  { workspace, filter, by }: { workspace: string; filter?: ExperimentFilterValue | null; by: GroupField },
): Promise<Group[]> {
  const membership = membershipBySlug(caller, workspace);
  if (!membership) throw refusal.noWorkspace(workspace);
  const conditions = [
    Prisma.sql`e."workspaceId" = ${membership.workspaceId}`,
    ...filterConditions(filter ?? {}),
  ];
  return db.$queryRaw<Group[]>`
    SELECT g.key, ${GROUP_NAMES[by] ?? Prisma.sql`g.key`} AS name, g.count, g."bestSilhouette" FROM (
      SELECT ${GROUP_KEYS[by]} AS key, count(*)::int AS count, max(e.silhouette) AS "bestSilhouette"
      FROM "Experiment" e WHERE ${Prisma.join(conditions, ' AND ')}
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${GROUPS_MAXIMUM}) g
    ORDER BY g.count DESC, g.key`;
}
