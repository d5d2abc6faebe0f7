/** Names of the parts of an observation's Yjs document. */
export const TEXT = 'text';
export const FIELDS = 'fields';
