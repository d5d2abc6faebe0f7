import { formatCount, formatDuration } from '../../../ui/format.ts';
import type { Estimate } from '../startDocuments.ts';

/** How long it takes, as far as past runs tell. */
export function timeSentence({ seconds, stages }: Estimate): string {
  const left = stages.reduce((sum, { count, reused }) => sum + count - reused, 0);
  if (left === 0) return 'Nothing is left to run: every stage is there.';
  if (seconds != null)
    return `About ${formatDuration(seconds)} of work by past runs here; less where stages run beside each other.`;
  const known = stages.reduce((sum, stage) => sum + (stage.seconds ?? 0), 0);
  const unknown = stages.filter((stage) => stage.seconds == null).length;
  const partly = known > 0 ? `At least ${formatDuration(known)} of work. ` : '';
  return `${partly}How long ${unknown === 1 ? 'one kind' : `${unknown} kinds`} of stages take is not known: nothing like them was run here yet.`;
}

/** What is there already. */
export function reuseSentence({ stages, secondsSaved }: Estimate): string {
  const total = stages.reduce((sum, { count }) => sum + count, 0);
  const reused = stages.reduce((sum, stage) => sum + stage.reused, 0);
  if (reused === 0) return `None of the ${formatCount(total)} stages was run before.`;
  const trained = stages.filter(({ kind }) => kind === 'TRAIN').reduce((sum, stage) => sum + stage.reused, 0);
  const models = trained > 0 ? `, ${trained} trained ${trained === 1 ? 'model' : 'models'} among them` : '';
  return `${formatCount(reused)} of ${formatCount(total)} stages were run before and are reused${models}: that saves ${formatDuration(secondsSaved)}.`;
}
