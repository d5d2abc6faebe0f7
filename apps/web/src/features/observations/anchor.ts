/** Where the observation of what a page is about stands on it. */
export const OBSERVATION_ANCHOR = 'observation';

const COMMENT = 'comment-';

/** Where a comment stands on the page. */
export const commentAnchor = (id: string): string => `${COMMENT}${id}`;

/** The comment that the hash of an address names; null where it names none. */
export const namedComment = (hash: string): string | null =>
  hash.startsWith(`#${COMMENT}`) ? hash.slice(COMMENT.length + 1) : null;
