const MINUS = '\u2212';

/** Sixtieths of sixtieths of `value`, rounded to `digits` decimals of them with every carry: [whole, 60th, 3600th]. */
function sixtieths(value: number, digits: number, wrapAt: number): [string, string, string] {
  const unit = 10 ** digits;
  const total = Math.round(Math.abs(value) * 3600 * unit);
  const wrapped = wrapAt > 0 ? total % (wrapAt * 3600 * unit) : total;
  const whole = Math.floor(wrapped / (3600 * unit));
  const rest = wrapped - whole * 3600 * unit;
  const minutes = Math.floor(rest / (60 * unit));
  const seconds = (rest - minutes * 60 * unit) / unit;
  const pad = (text: string) => text.padStart(2, '0');
  return [
    pad(String(whole)),
    pad(String(minutes)),
    seconds.toFixed(digits).padStart(digits > 0 ? digits + 3 : 2, '0'),
  ];
}

/** A right ascension in degrees as `12h 34m 56.789s`. */
export function formatHours(degrees: number, digits = 3): string {
  const turned = ((degrees % 360) + 360) % 360;
  const [hours, minutes, seconds] = sixtieths(turned / 15, digits, 24);
  return `${hours}h ${minutes}m ${seconds}s`;
}

/** An angle in degrees as `+12° 34′ 56.78″`, with a true minus sign. */
export function formatArc(degrees: number, digits = 2): string {
  const [whole, minutes, seconds] = sixtieths(degrees, digits, 0);
  return `${degrees < 0 ? MINUS : '+'}${whole}° ${minutes}′ ${seconds}″`;
}

/** An angle in degrees as `12.345678°`, with a true minus sign. */
export function formatDegrees(degrees: number, digits = 6): string {
  return `${degrees.toFixed(digits).replace('-', MINUS)}°`;
}
