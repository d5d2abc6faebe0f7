import type { Commenting } from '../observations/comments/commenting.ts';
import { type Said, threadsOf } from '../observations/comments/threads.ts';

const ADA = { id: 'ada', name: 'Ada Lovelace' };
const CECILIA = { id: 'cecilia', name: 'Cecilia Payne' };

// Long ago, so that the pictures of this page stay as they are.
const said = (id: string, minute: number, changes: Partial<Said>): Said => ({
  id,
  body: '',
  author: ADA,
  createdAt: new Date(Date.UTC(2025, 2, 1, 9, minute)).toISOString(),
  quote: null,
  anchor: null,
  replyTo: null,
  isResolved: false,
  isUnread: false,
  isDeleted: false,
  reactions: [],
  ...changes,
});

/** On words with a reply that is new, on words that are gone, on the whole, taken back, and resolved. */
export const THREADS = threadsOf([
  said('words', 1, {
    author: CECILIA,
    body: '#61 is a border case: it could be [@Ada Lovelace](user:ada)’s ring of E-42.',
    quote: 'The gap lies at .45 of the outer radius in #17 and #61',
    reactions: [
      { emoji: '👍', isMine: true, users: [ADA, CECILIA] },
      { emoji: '🤔', isMine: false, users: [CECILIA] },
    ],
  }),
  said('reply', 2, { body: 'It is tilted, not gapped.', isUnread: true, replyTo: { id: 'words' } }),
  said('gone', 3, { body: 'Measured how?', quote: 'seen close to face-on' }),
  said('whole', 4, { author: null, body: '', isDeleted: true }),
  said('answer', 5, { author: CECILIA, body: 'I agree.', replyTo: { id: 'whole' } }),
  said('resolved', 6, { body: 'A typing error.', isResolved: true }),
]);

export const COMMENTING: Commenting = {
  user: ADA,
  mayWrite: true,
  members: [ADA, CECILIA],
  add: () => Promise.resolve(null),
  resolve: () => undefined,
  react: () => undefined,
  remove: () => undefined,
};
