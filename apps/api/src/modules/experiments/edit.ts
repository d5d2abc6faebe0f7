import { type DbTransaction, type Experiment, emitEvent } from '@asterism/db';
import { z } from 'zod';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, type Problem, problem, problemsOf } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';

const AT_ONCE = 200;
const TAGS_MAXIMUM = 50;

const tags = z.array(z.string().trim().min(1).max(60)).max(TAGS_MAXIMUM).nullish();
const edit = z.object({
  ids: z.array(z.string()).min(1).max(AT_ONCE),
  name: z.string().trim().min(1).max(200).nullish(),
  /** Null and the empty text take the notes away; left out, they stay. */
  notes: z.string().max(20_000).nullish(),
  addTags: tags,
  removeTags: tags,
  archived: z.boolean().nullish(),
});
type Edit = z.output<typeof edit>;

/**
 * Changes what people say about experiments, never what was run: all of them, or none where there is a problem.
 * Problems: EXPERIMENT_NOT_FOUND, ONE_NAME_FOR_SEVERAL, TOO_MANY_TAGS, texts that cannot be. Throws FORBIDDEN for a
 * viewer.
 */
export async function editExperiments(
  context: Context,
  input: z.input<typeof edit>,
): Promise<Outcome<Experiment[]>> {
  const parsed = edit.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const change = parsed.data;
  if (change.name != null && change.ids.length > 1)
    return notDone(problem('ONE_NAME_FOR_SEVERAL', 'Name one experiment at a time.', 'name'));
  return context.services.db.$transaction(async (tx) => {
    const found = await lockExperiments(context, tx, change.ids);
    if (!found.value) return found;
    const problems = found.value.flatMap((row) => tagProblem(row, change) ?? []);
    if (problems.length > 0) return notDone(...problems);
    const edited: Experiment[] = [];
    for (const row of found.value) {
      const data = dataOf(row, change);
      const changed = changedFields(row, data);
      if (changed.length === 0) {
        edited.push(row);
        continue;
      }
      edited.push(await tx.experiment.update({ where: { id: row.id }, data }));
      await emitEvent(tx, { workspaceId: row.workspaceId, experimentId: row.id });
      await record(context, tx, row, whatWasDone(row, changed));
    }
    return done(edited);
  });
}

/** In the order asked for, each once. */
async function lockExperiments(
  context: Context,
  tx: DbTransaction,
  globalIds: readonly string[],
): Promise<Outcome<Experiment[]>> {
  const ids = globalIds.map((id) => rowId('Experiment', id) ?? '');
  await tx.$executeRaw`SELECT 1 FROM "Experiment" WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  const rows = new Map(
    (await tx.experiment.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, row]),
  );
  const problems: Problem[] = [];
  for (const [i, id] of ids.entries()) {
    const row = rows.get(id);
    if (!row || !editorById(context, row.workspaceId))
      problems.push(
        problem('EXPERIMENT_NOT_FOUND', 'There is no such experiment that you may see.', 'ids', i),
      );
  }
  return problems.length > 0
    ? notDone(...problems)
    : done([...new Set(ids)].flatMap((id) => rows.get(id) ?? []));
}

function dataOf(row: Experiment, { name, notes, addTags, removeTags, archived }: Edit) {
  return {
    ...(name != null ? { name } : {}),
    ...(notes !== undefined ? { notes: notes?.trim() ? notes : null } : {}),
    ...(addTags || removeTags ? { tags: tagsAfter(row, { addTags, removeTags }) } : {}),
    ...(archived != null ? { archived } : {}),
  };
}

const FIELDS = ['name', 'notes', 'tags', 'archived'] as const;

function changedFields(row: Experiment, data: ReturnType<typeof dataOf>): string[] {
  return FIELDS.filter(
    (field) => field in data && JSON.stringify(data[field]) !== JSON.stringify(row[field]),
  );
}

/** changed tags of E-7 and archived it */
function whatWasDone({ number, archived }: Experiment, changed: readonly string[]): string {
  const name = `E-${number}`;
  const others = changed.filter((field) => field !== 'archived');
  const edited = others.length > 0 ? `changed ${others.join(', ')} of ${name}` : null;
  if (others.length === changed.length) return edited ?? '';
  const put = archived ? `took ${edited ? 'it' : name} from the archive` : `archived ${edited ? 'it' : name}`;
  return edited ? `${edited} and ${put}` : put;
}

function tagsAfter(
  { tags: before }: Experiment,
  { addTags, removeTags }: Pick<Edit, 'addTags' | 'removeTags'>,
) {
  const removed = new Set(removeTags ?? []);
  return [...new Set([...before.filter((tag) => !removed.has(tag)), ...(addTags ?? [])])];
}

function tagProblem(row: Experiment, change: Edit): Problem | null {
  const count = tagsAfter(row, change).length;
  if (count <= TAGS_MAXIMUM) return null;
  return problem(
    'TOO_MANY_TAGS',
    `E-${row.number} would have ${count} tags; at most ${TAGS_MAXIMUM} are kept.`,
    'addTags',
  );
}

async function record(
  { caller }: Context,
  tx: DbTransaction,
  { id, workspaceId }: Experiment,
  done: string,
): Promise<void> {
  await recordDeeds(tx, caller, [
    {
      workspaceId,
      verb: 'edited',
      subjectType: 'Experiment',
      subjectId: id,
      sentence: `${caller?.user.name} ${done}.`,
    },
  ]);
}
