import { type EncodingRequest, parseNamePattern } from '@asterism/db';
import { z } from 'zod';
import { type Problem, problem } from '../../problem.ts';

const number = z.int().min(0).max(100_000);

/** How files become images: which HDUs and planes are the channels, and which files belong together. */
export const readingChoices = {
  hdu: number.nullish(),
  hdus: z.array(number).min(1).max(4096).nullish(),
  planes: z.array(number).min(1).max(4096).nullish(),
  channelAxis: z.int().min(0).max(998).nullish(),
  groupBy: z.string().min(1).nullish(),
};
const choices = z.object(readingChoices);
type ReadingChoices = z.infer<typeof choices>;

/** Problems: CONFLICTING_CHOICES, BAD_PATTERN. */
export function wrongReading({ hdu, hdus, groupBy }: ReadingChoices): Problem[] {
  const wrong: Problem[] = [];
  if (hdu != null && hdus != null)
    wrong.push(problem('CONFLICTING_CHOICES', 'Name one HDU or several, not both.', 'hdus'));
  const pattern = groupBy == null ? null : parseNamePattern(groupBy);
  if (pattern && 'wrong' in pattern) wrong.push(problem('BAD_PATTERN', pattern.wrong, 'groupBy'));
  return wrong;
}

/** As it is recorded; null is left to the reader. */
export const readingOf = ({ hdu, hdus, planes, channelAxis, groupBy }: ReadingChoices): EncodingRequest => ({
  hdus: hdus ?? (hdu == null ? null : [hdu]),
  planes: planes ?? null,
  channelAxis: channelAxis ?? null,
  groupBy: groupBy ?? null,
});
