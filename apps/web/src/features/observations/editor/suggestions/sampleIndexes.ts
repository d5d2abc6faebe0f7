const MOST = 6;

/** ID numbers that begin with what was typed, the number itself first; before anything is typed `offered`, or else the first. */
export function fittingIndexes(typed: string, sampleCount: number, offered: readonly number[]): number[] {
  if (typed === '') {
    const some = offered.length > 0 ? offered : Array.from({ length: MOST }, (_, index) => index);
    return some.filter((index) => index < sampleCount).slice(0, MOST);
  }
  // A name shows a zero in front: #07.
  const digits = typed.replace(/^0+(?=\d)/, '');
  if (!/^\d{1,9}$/.test(digits)) return [];
  const found: number[] = [];
  let [from, to] = [Number(digits), Number(digits)];
  while (from < sampleCount && found.length < MOST) {
    for (let index = from; index <= to && index < sampleCount && found.length < MOST; index++)
      found.push(index);
    // Nothing but 0 begins with 0.
    if (from === 0) break;
    [from, to] = [from * 10, to * 10 + 9];
  }
  return found;
}
