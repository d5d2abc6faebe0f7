import { formatCount } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import type { EncodingRow } from './encodingDocuments.ts';
import classes from './NewImages.module.css';
import { outcome, subject } from './words.ts';

interface EncodingListProps {
  encodings: readonly EncodingRow[];
  /** Those that are too old to be listed included. */
  total: number;
  shownId: string | null;
  onShow: (id: string) => void;
}

/** What was encoded, the newest first, and how far it is; pressing one shows where its images fall. */
export function EncodingList({ encodings, total, shownId, onShow }: EncodingListProps) {
  return (
    <div>
      <ul className={classes.list} aria-label="Encodings">
        {encodings.map((encoding) => (
          <li key={encoding.id}>
            <button
              type="button"
              className={classes.row}
              aria-pressed={encoding.id === shownId}
              onClick={() => onShow(encoding.id)}
            >
              <span className={classes.subject}>{subject(encoding)}</span>
              <StatusBadge status={encoding.status} />
              <span className={classes.came}>
                {encoding.status === 'RUNNING' ? (
                  <ProgressBar fraction={encoding.progress} label={`Encoding ${subject(encoding)}`} />
                ) : (
                  encoding.status !== 'QUEUED' && outcome(encoding)
                )}
              </span>
              <span className={classes.when}>
                {encoding.createdBy?.name}
                {encoding.createdBy ? ', ' : ''}
                <TimeAgo at={encoding.createdAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {total > encodings.length && (
        <p className={classes.note}>
          The {formatCount(total - encodings.length)} before these are not listed.
        </p>
      )}
    </div>
  );
}
