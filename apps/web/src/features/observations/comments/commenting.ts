import type { ChosenWords } from './Draft.tsx';
import type { Mentionable } from './mentions.ts';

export interface NewComment {
  body: string;
  /** The first comment of the thread that it answers. */
  replyTo?: string;
  /** What it is on, where that is not the whole. */
  words?: ChosenWords | null;
}

/** Who looks at comments, and what they may do with them. */
export interface Commenting {
  user: { id: string; name: string };
  mayWrite: boolean;
  members: readonly Mentionable[];
  /** Null where it went well, else a sentence that says what to do. */
  add: (comment: NewComment) => Promise<string | null>;
  resolve: (threadId: string, isResolved: boolean) => void;
  react: (commentId: string, emoji: string, isGiven: boolean) => void;
  remove: (commentId: string) => void;
}
