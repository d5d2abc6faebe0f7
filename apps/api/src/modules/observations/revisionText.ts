import { readText } from '@asterism/observation';
import { toMarkdown } from '@asterism/observation/markdown';
import * as Y from 'yjs';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import type { RevisionRow } from './revisions.ts';
import { type TextChange, textRuns } from './runs.ts';

/** The text as it was at the revision. */
export async function revisionMarkdown(context: Context, revision: RevisionRow): Promise<string> {
  return toMarkdown(readText(await documentOf(context, revision)));
}

/** Words that one person wrote, and that fared alike between two revisions. */
export interface AuthoredRun {
  text: string;
  /** Null where the account is gone. */
  userId: string | null;
  change: TextChange;
}

/**
 * The text of a revision with who wrote what; where `from` names an earlier revision, with what was added and removed since
 * (0: since before the first). Throws BAD_USER_INPUT where that is no earlier revision of the observation.
 */
export async function revisionRuns(
  context: Context,
  revision: RevisionRow,
  from: number | null,
): Promise<AuthoredRun[]> {
  const [doc, earlier, writers] = await Promise.all([
    documentOf(context, revision),
    from === null ? null : snapshotAt(context, revision, from),
    context.loaders.observationWriters.load(revision.observationId),
  ]);
  const userOf = new Map(writers.map(({ clientId, userId }) => [Number(clientId), userId]));
  const runs: AuthoredRun[] = [];
  for (const { text, clientId, change } of textRuns(doc, earlier)) {
    const userId = userOf.get(clientId) ?? null;
    const last = runs.at(-1);
    if (last?.userId === userId && last.change === change) last.text += text;
    else runs.push({ text, userId, change });
  }
  doc.destroy();
  return runs;
}

// Each reads a document with its whole history, which may take 16 MB and half a second.
const MOST_TEXTS = 20;
const askedFor = new WeakMap<Context, number>();

async function documentOf(context: Context, { observationId, number }: RevisionRow): Promise<Y.Doc> {
  const count = (askedFor.get(context) ?? 0) + 1;
  askedFor.set(context, count);
  if (count > MOST_TEXTS)
    throw refusal.badArgument(`Ask for the text of at most ${MOST_TEXTS} revisions at once.`);
  const doc = await context.services.observations.documentAt(observationId, number);
  if (!doc) throw new Error(`Revision ${number} of ${observationId} is not in its document.`);
  return doc;
}

async function snapshotAt(
  { services: { db } }: Context,
  { observationId, number: last }: RevisionRow,
  number: number,
): Promise<Y.Snapshot> {
  if (number === 0) return Y.emptySnapshot;
  const row =
    number < last
      ? await db.observationRevision.findUnique({
          where: { observationId_number: { observationId, number } },
          select: { snapshot: true },
        })
      : null;
  if (!row)
    throw refusal.badArgument(`from is the number of a revision before ${last}, or 0; not ${number}.`);
  return Y.decodeSnapshot(row.snapshot);
}
