import type { Db } from '@asterism/db';
import type { Document } from '@hocuspocus/server';
import type { FastifyBaseLogger } from 'fastify';
import * as Y from 'yjs';
import { type PlacedSubject, subjectColumn } from '../modules/observations/subject.ts';
import { DocumentLog } from './documentLog.ts';
import type { CollabLimits } from './limits.ts';
import { type OpenObservation, ScriptEdit } from './openObservation.ts';
import { RevisionRecorder } from './revisions.ts';
import { applyAll, readStored } from './rows.ts';

export interface LoadOptions {
  db: Db;
  now: () => Date;
  log: Pick<FastifyBaseLogger, 'error'>;
  limits: CollabLimits;
  /** Whose change it is, by the origin that Yjs was given. */
  authorOf: (origin: unknown) => string | null;
  onRecorded: (observation: OpenObservation) => void;
  /** Nothing can be stored, for now or for ever: whoever has the document open is to be let go. */
  onStuck: () => void;
}

/** Fills an empty document with what is stored, and stores from then on what changes in it. */
export async function loadObservation(
  document: Document,
  subject: PlacedSubject,
  { db, now, log, limits, authorOf, onRecorded, onStuck }: LoadOptions,
): Promise<OpenObservation> {
  const stored = await readStored(db, subjectColumn(subject));
  if (stored) applyAll(document, stored.updates);
  const changes = new DocumentLog({
    db,
    subject,
    observationId: stored?.observationId ?? null,
    lastSequence: stored?.lastSequence ?? 0n,
    writers: stored?.writers ?? [],
    log,
    storingSeconds: limits.storingSeconds,
    onStuck,
  });
  const observation: OpenObservation = {
    document,
    changes,
    recorder: new RevisionRecorder({
      db,
      doc: document,
      changes,
      revision: stored?.revision ?? 0,
      unrecorded: stored?.hasUnrecorded ? stored.unrecordedAuthors : null,
      now,
      log,
      onRecorded: ({ characters }) => {
        observation.characters = characters;
        onRecorded(observation);
      },
    }),
    bytes: stored?.bytes ?? 0,
    characters: 0,
    rowsAfterSnapshot: stored?.rowsAfterSnapshot ?? 0,
    owners: new Map(),
  };
  document.on('update', (update: Uint8Array, origin: unknown) => {
    const userId = authorOf(origin);
    observation.bytes += update.byteLength;
    observation.rowsAfterSnapshot++;
    changes.append({ update: new Uint8Array(update), userId }, Y.parseUpdateMeta(update).from.keys());
    observation.recorder.changed(userId, origin instanceof ScriptEdit);
  });
  document.once('destroy', () => {
    observation.recorder.close();
    changes.close(new Error('The document is closed.'));
  });
  return observation;
}
