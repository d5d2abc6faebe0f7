import { IconCheck, IconEqual, IconEqualNot } from '@tabler/icons-react';
import { formatDuration, words } from '../../ui/format.ts';
import { ErrorState } from '../../ui/States.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import classes from './VerificationPanel.module.css';
import type { Verification } from './verificationDocuments.ts';
import { conclusion } from './words.ts';

/** What came of the last verification, in words; stage by stage where something differs. */
export function VerificationReport({ verification }: { verification: Verification }) {
  const { status, identical, differences, stages, failure, startedAt, finishedAt } = verification;
  if (failure)
    return (
      <ErrorState
        message={`It could not be verified: ${failure.message} (${failure.code}${failure.stage ? `, while it was to ${failure.stage.toLowerCase()}` : ''})`}
      />
    );
  if (status !== 'SUCCEEDED') return <p className={classes.quiet}>The last verification was stopped.</p>;
  const Icon = identical ? IconCheck : IconEqualNot;
  return (
    <>
      <p className={classes.conclusion} data-identical={identical}>
        <Icon size={18} aria-hidden className={classes.icon} />
        {conclusion(verification)}
      </p>
      {differences.length > 0 && (
        <ul className={classes.differences}>
          {differences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {!identical && (
        <ol className={classes.stages} aria-label="Stages verified">
          {stages.map(({ kind, projection, identical: isEqual }) => (
            <li key={`${kind} ${projection}`} className={classes.stage} data-identical={isEqual}>
              {isEqual ? <IconEqual size={14} aria-hidden /> : <IconEqualNot size={14} aria-hidden />}
              <span>{projection ? `${words(kind)} ${projection}` : words(kind)}</span>
              <span className={classes.quiet}>{isEqual ? 'same' : 'differs'}</span>
            </li>
          ))}
        </ol>
      )}
      {finishedAt && (
        <p className={classes.quiet}>
          Verified <TimeAgo at={finishedAt} />
          {startedAt && `, in ${formatDuration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)}`}.
        </p>
      )}
    </>
  );
}
