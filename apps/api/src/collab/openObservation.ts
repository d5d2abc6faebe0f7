import type { Document } from '@hocuspocus/server';
import type { DocumentLog } from './documentLog.ts';
import type { RevisionRecorder } from './revisions.ts';

/** Whoever changes a document without a socket of their own. */
export class ScriptEdit {
  readonly userId: string;
  constructor(userId: string) {
    this.userId = userId;
  }
}

/** A document in memory, with what becomes of its changes. */
export interface OpenObservation {
  document: Document;
  changes: DocumentLog;
  recorder: RevisionRecorder;
  /** Bytes of all updates. */
  bytes: number;
  /** Of the text, as the last revision that was recorded here has it, and of what came since. */
  characters: number;
  /** Rows that are not in the snapshot. */
  rowsAfterSnapshot: number;
  /** Of each client whose caret is seen the user. */
  owners: Map<number, string>;
}

/** Who has a socket, and what they may do with the document. */
export interface Member {
  user: { id: string; name: string };
  isReadOnly: boolean;
}
