import type { Comment, DbTransaction } from '@asterism/db';
import { z } from 'zod';
import { type Caller, workspaceIds } from '../../auth/caller.ts';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context, Services } from '../../context.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { observationSubject } from '../notifications/observationSubject.ts';
import type { Subject } from '../observations/subject.ts';
import { type Anchor, givenAnchor } from './anchor.ts';
import { readBody } from './body.ts';
import { findQuote } from './findQuote.ts';
import { commentNotFound, holdObservation, observationNotFound } from './service.ts';
import { tellOfComment } from './tellOfComment.ts';

const CHARACTERS = 10_000;
const COMMENTS_MAXIMUM = 5000;

const wanted = z.object({
  observationId: z.string(),
  body: z.string().trim().min(1).max(CHARACTERS),
  quote: z.string().trim().max(CHARACTERS).nullish(),
  replyTo: z.string().nullish(),
  anchor: givenAnchor.nullish(),
});

/**
 * Writes a comment on an observation, on words of it, or as an answer, and tells whom it concerns. An answer to an answer
 * joins its thread. Problems: OBSERVATION_NOT_FOUND, COMMENT_NOT_FOUND, TOO_MANY, values that cannot be. Throws FORBIDDEN
 * for a viewer.
 */
export async function addComment(context: Context, input: z.input<typeof wanted>): Promise<Outcome<Comment>> {
  const { db, now } = context.services;
  const observation = await db.observation.findFirst({
    where: {
      id: rowId('Observation', input.observationId) ?? '',
      workspaceId: { in: workspaceIds(context.caller) },
    },
    select: { id: true, workspaceId: true },
  });
  const membership = observation && editorById(context, observation.workspaceId);
  if (!membership) return notDone(observationNotFound('observationId'));
  const parsed = wanted.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { quote, replyTo } = parsed.data;
  const { workspaceId, caller } = membership;
  const { id: observationId } = observation;
  const body = await readBody({ db, workspaceId }, parsed.data.body);
  const subject = await observationSubject(db, observationId);
  const anchor =
    parsed.data.anchor ??
    (quote && replyTo == null ? await findInLiveText(context.services, subject, caller, quote) : null);
  return db.$transaction(async (tx) => {
    await holdObservation(tx, observationId);
    const answered = replyTo == null ? null : await findAnswered(tx, observationId, replyTo);
    if (replyTo != null && !answered) return notDone(commentNotFound('replyTo'));
    const count = await tx.comment.count({ where: { observationId } });
    if (count >= COMMENTS_MAXIMUM)
      return notDone(problem('TOO_MANY', `There are ${count} comments here; delete some of them first.`));
    const comment = await tx.comment.create({
      data: {
        observationId,
        authorId: caller.user.id,
        body: body.text,
        quote: quote || null,
        anchorStart: anchor?.start ?? null,
        anchorEnd: anchor?.end ?? null,
        replyToId: answered && (answered.replyToId ?? answered.id),
        createdAt: now(),
      },
    });
    await tellOfComment(tx, { comment, caller, subject, mentioned: body.mentioned, answered });
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb: 'commented',
        subjectType: subject.type,
        subjectId: subject.id,
        sentence: `${caller.user.name} commented on ${subject.name}.`,
      },
    ]);
    return done(comment);
  });
}

const findAnswered = (tx: DbTransaction, observationId: string, globalId: string) =>
  tx.comment.findFirst({ where: { id: rowId('Comment', globalId) ?? '', observationId } });

/** Where the quoted words stand in the text that is being written; null where they do not. */
async function findInLiveText(
  { observations }: Services,
  { type, id }: Subject,
  { user }: Caller,
  quote: string,
): Promise<Anchor | null> {
  let anchor: Anchor | null = null;
  // Who edits is given the text as it is now, not as of the last revision. This edit changes nothing.
  await observations.edit({ type, id }, user.id, (doc) => {
    anchor = findQuote(doc, quote);
  });
  return anchor;
}
