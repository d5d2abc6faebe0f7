import { IconAlertTriangle, IconBan, IconCheck, IconClock, IconLoader2 } from '@tabler/icons-react';
import type { ExperimentStatus } from '../gql/graphql.ts';
import classes from './StatusBadge.module.css';

const SHOWN = {
  QUEUED: { word: 'queued', Icon: IconClock, tone: classes.quiet },
  RUNNING: { word: 'running', Icon: IconLoader2, tone: classes.running },
  SUCCEEDED: { word: 'done', Icon: IconCheck, tone: classes.good },
  FAILED: { word: 'failed', Icon: IconAlertTriangle, tone: classes.bad },
  CANCELLED: { word: 'cancelled', Icon: IconBan, tone: classes.quiet },
} as const;

/** The word for a status; what is none stays as it is. */
export const statusWord = (status: string): string =>
  status in SHOWN ? SHOWN[status as ExperimentStatus].word : status;

/** A status in colour, with an icon and a word. */
export function StatusBadge({ status, word }: { status: ExperimentStatus; word?: string }) {
  const { Icon, tone, word: usual } = SHOWN[status];
  return (
    <span className={`${classes.badge} ${tone}`}>
      <Icon size={14} aria-hidden className={status === 'RUNNING' ? classes.spin : undefined} />
      {word ?? usual}
    </span>
  );
}
