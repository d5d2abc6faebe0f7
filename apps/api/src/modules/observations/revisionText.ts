import type { Context } from '../../context.ts';
import { documentsOf } from './documents.ts';
import type { RevisionRow } from './revisions.ts';

/** Words that one person wrote, and that fared alike between two revisions. */
export interface AuthoredRun {
  text: string;
  /** Null where the account is gone. */
  userId: string | null;
  change: 'KEPT' | 'ADDED' | 'REMOVED';
}

export const revisionMarkdown = (context: Context, _revision: RevisionRow): string => documentsOf(context);

export const revisionRuns = (context: Context, _revision: RevisionRow, _from: number | null): AuthoredRun[] =>
  documentsOf(context);
