import { InvalidArgumentError } from 'commander';

/** Whole numbers as options have them. All throw InvalidArgumentError, which commander shows. */
function within(text: string, lowest: number, highest: number, complaint: string): number {
  if (!/^\d{1,15}$/.test(text) || Number(text) < lowest || Number(text) > highest)
    throw new InvalidArgumentError(complaint);
  return Number(text);
}

export const threadCount = (text: string): number =>
  within(text, 1, 256, 'It must be a whole number from 1 to 256.');
export const wholeNumber = (text: string): number =>
  within(text, 0, Number.MAX_SAFE_INTEGER, 'It must be a whole number from 0.');
export const positive = (text: string): number =>
  within(text, 1, Number.MAX_SAFE_INTEGER, 'It must be a whole number from 1.');
export const days = (text: string): number =>
  within(text, 1, 3650, 'It must be a whole number from 1 to 3650.');
export const wholeNumbers = (text: string): number[] => text.split(',').map(wholeNumber);

/** Any finite number. */
export function finite(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}
