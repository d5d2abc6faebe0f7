/** The shortest decimal that is this float32 and no other: `0.1` where a double would print 0.10000000149011612. */
export function float32Text(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '\u2212∞';
  // Nine significant digits tell any two float32 apart.
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return signed(rounded);
  }
  return signed(Number(value.toPrecision(9)));
}

const signed = (value: number): string => {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.replaceAll('-', '\u2212').replace('e+', 'e');
};
