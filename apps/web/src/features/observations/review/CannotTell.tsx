import { IconEyeQuestion } from '@tabler/icons-react';
import classes from './Review.module.css';

/** The mark of a cluster that people could not tell from others in a blind review. `reason`: what that rests on. */
export function CannotTell({ reason, isShort = false }: { reason?: string | null; isShort?: boolean }) {
  return (
    <span className={classes.cannotTell} title={reason ?? undefined}>
      <IconEyeQuestion size={14} stroke={1.8} aria-hidden />
      {isShort ? 'not told apart' : 'People cannot tell it from the others'}
    </span>
  );
}
