/** A part of a body; both ends inclusive, as in HTTP. */
export interface BytePart {
  start: number;
  end: number;
}

/**
 * The part that a Range header asks for of `total` bytes (RFC 9110): 'ALL' without one, with several parts or with
 * one that cannot be read, 'UNSATISFIABLE' for one outside.
 */
export function requestedPart(header: string | undefined, total: number): BytePart | 'ALL' | 'UNSATISFIABLE' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (!match) return 'ALL';
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return 'ALL';
  if (first === '') {
    const length = Math.min(Number(last), total);
    return length === 0 ? 'UNSATISFIABLE' : { start: total - length, end: total - 1 };
  }
  const start = Number(first);
  const end = last === '' ? total - 1 : Math.min(Number(last), total - 1);
  if (last !== '' && Number(last) < start) return 'ALL';
  return start >= total ? 'UNSATISFIABLE' : { start, end };
}
