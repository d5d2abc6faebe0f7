import type { Context } from '../../context.ts';
import { refused } from '../../errors.ts';

export function documentsOf(_context: Context): never {
  throw refused('UNAVAILABLE', 'Observations cannot be written yet.');
}
