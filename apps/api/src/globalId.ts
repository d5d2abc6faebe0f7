const GLOBAL_ID = /^([A-Z][A-Za-z]*):([0-9a-zA-Z-]{1,64})$/;

/** The type and row id in a global id, or null where it is none. */
export function decodeGlobalId(globalId: string): { typename: string; id: string } | null {
  const match = GLOBAL_ID.exec(Buffer.from(globalId, 'base64').toString('latin1'));
  return match ? { typename: match[1]!, id: match[2]! } : null;
}

export function encodeGlobalId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64');
}

/** The row id in a global id of that type; null for an id of another type or none at all. */
export function rowId(typename: string, globalId: string): string | null {
  const decoded = decodeGlobalId(globalId);
  return decoded?.typename === typename ? decoded.id : null;
}
