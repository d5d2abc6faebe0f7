/**
 * p-values corrected for how many there are (Benjamini & Hochberg 1995; SciPy's `false_discovery_control`): of the
 * facts called associated up to a corrected p of .05, about one in twenty is by chance. In the order given.
 */
export function falseDiscovery(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[b]! - pValues[a]!);
  const corrected = new Array<number>(pValues.length).fill(1);
  let least = 1;
  order.forEach((place, i) => {
    least = Math.min(least, (pValues[place]! * pValues.length) / (pValues.length - i));
    corrected[place] = least;
  });
  return corrected;
}
