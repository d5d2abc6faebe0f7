'use client';

import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh, IconX } from '@tabler/icons-react';
import { formatBytes, formatCount, formatDuration } from '../../../ui/format.ts';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { ErrorState } from '../../../ui/States.tsx';
import { FileList } from './FileList.tsx';
import classes from './UploadProgress.module.css';
import { hasFailed } from './uploadQueue.ts';
import type { SessionState, UploadSession } from './uploadSession.ts';

interface UploadProgressProps {
  session: UploadSession;
  state: SessionState;
  /** What of the last drop was left out. */
  skipped: readonly string[];
}

/** How far the files are, in all and each; nothing where none is on its way. */
export function UploadProgress({ session, state, skipped }: UploadProgressProps) {
  const { files, phase, problem, isPaused, sentBytes, totalBytes } = state;
  if (files.length === 0) return problem ? <ErrorState message={problem} /> : null;
  const failed = files.filter(hasFailed);
  return (
    <section className={classes.panel} aria-label="Upload">
      <div className={classes.head}>
        <span role="status" className={classes.say}>
          {headline(state, failed.length)}
        </span>
        {phase === 'SENDING' && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={
              isPaused ? <IconPlayerPlay size={12} aria-hidden /> : <IconPlayerPause size={12} aria-hidden />
            }
            onClick={isPaused ? session.resume : session.pause}
          >
            {isPaused ? 'Go on' : 'Pause'}
          </Button>
        )}
        {phase !== 'SENDING' && failed.some((file) => file.state === 'FAILED') && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconRefresh size={12} aria-hidden />}
            onClick={() => session.retry()}
          >
            Try again
          </Button>
        )}
        {phase !== 'ADDING' && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconX size={12} aria-hidden />}
            onClick={session.cancel}
          >
            {phase === 'IDLE' ? 'Put away' : 'Cancel'}
          </Button>
        )}
      </div>
      {phase !== 'IDLE' && (
        <ProgressBar fraction={totalBytes ? sentBytes / totalBytes : 1} label="Bytes sent" />
      )}
      {problem && <ErrorState message={problem} onRetry={() => session.retry()} />}
      <FileList files={files} onRetry={session.retry} onRemove={(key) => session.remove([key])} />
      <p className={classes.note}>
        {phase === 'SENDING' &&
          'Other pages may be opened meanwhile. If this tab is closed or the connection breaks, drop the same files again: they go on where they were.'}
        {skipped.length > 0 && (
          <span title={skipped.slice(0, 20).join('\n')}> {formatCount(skipped.length)} hidden left out.</span>
        )}
      </p>
    </section>
  );
}

function headline(state: SessionState, failed: number): string {
  const { files, phase, isPaused, sentBytes, totalBytes, bytesPerSecond } = state;
  const sent = files.filter((file) => file.state === 'SENT').length;
  const count = `${formatCount(files.length)} ${files.length === 1 ? 'file' : 'files'}`;
  if (phase === 'ADDING') return `${count} sent; handing over to be read`;
  if (phase === 'WAITING') return `${count} sent; read as soon as the version before is ready`;
  if (phase === 'IDLE')
    return failed > 0
      ? `${formatCount(failed)} of the files could not be sent; the others went on`
      : `${count} sent`;
  const bytes = `${formatBytes(sentBytes)} of ${formatBytes(totalBytes)}`;
  const start = `${isPaused ? 'Paused' : 'Sending'}: ${formatCount(sent)} of ${count}, ${bytes}`;
  if (bytesPerSecond === null || bytesPerSecond === 0) return start;
  const left = formatDuration((totalBytes - sentBytes) / bytesPerSecond);
  return `${start}, ${formatBytes(bytesPerSecond)}/s, ${left} left`;
}
