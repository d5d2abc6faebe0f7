const THIN_SPACE = '\u2009';
const MINUS = '\u2212';
export const NOTHING = '–';

/** Three significant digits unless told otherwise; a true minus sign. */
export function formatNumber(value: number | null | undefined, digits = 3): string {
  if (value == null || Number.isNaN(value)) return NOTHING;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-3 || size >= 1e6)
      ? value.toExponential(digits - 1)
      : Number(value.toPrecision(digits)).toString();
  return text.replaceAll('-', MINUS).replace('e+', 'e');
}

/** Scores between -1 and 1 without the leading zero: .553 */
export function formatScore(value: number | null | undefined): string {
  if (value == null || Number.isNaN(value)) return NOTHING;
  return value
    .toFixed(3)
    .replace('-0.000', '0.000')
    .replace(/^(-?)0\./, '$1.')
    .replace('-', MINUS);
}

/** Whole numbers with thin spaces: 12 345 */
export function formatCount(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

export const sampleId = (index: number): string => `#${String(index).padStart(2, '0')}`;
export const experimentId = (number: number): string => `E-${number}`;

/** < 0.1 s, 0.4 s, 48 s, 3 min 5 s, 2 h 10 min */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds == null) return NOTHING;
  if (seconds < 0.05) return '< 0.1 s';
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** just now, 5 min ago, 3 h ago, then the date */
export function formatAgo(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (seconds < 45) return 'just now';
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} min ago`;
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h ago`;
  return iso.slice(0, 10);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`;
  if (bytes < 1e6) return `${formatNumber(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${formatNumber(bytes / 1e6)} MB` : `${formatNumber(bytes / 1e9)} GB`;
}

/** PER_CHANNEL to "per channel" */
export const words = (name: string): string => name.toLowerCase().replaceAll('_', ' ');

/** A setting to read: yes or no for true and false, a dash for null, a list with commas. */
export function settingText(value: unknown): string {
  if (value === null) return NOTHING;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.map(settingText).join(', ') : String(value);
}

/** validationShare to "validation share" */
export const camelWords = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
