'use client';

import { ActionIcon } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { formatBytes } from '../../../ui/format.ts';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import classes from './FileList.module.css';
import type { FileState, QueuedFile } from './uploadQueue.ts';

const ROW = 28;
const MOST_ROWS = 6;

const WORDS: Record<FileState, string> = {
  WAITING: 'waiting',
  SENDING: 'sending',
  RECONNECTING: 'waiting for the connection',
  HASHING: 'hashing',
  SENT: 'sent',
  FAILED: 'not sent',
  REFUSED: 'refused',
};

// What needs a hand first, then what moves.
const ORDER: readonly FileState[] = [
  'REFUSED',
  'FAILED',
  'RECONNECTING',
  'HASHING',
  'SENDING',
  'WAITING',
  'SENT',
];

interface FileListProps {
  files: readonly QueuedFile[];
  onRetry: (key: string) => void;
  onRemove: (key: string) => void;
}

/** Each file and how far it is; only rows in view are in the page. */
export function FileList({ files, onRetry, onRemove }: FileListProps) {
  const box = useRef<HTMLDivElement>(null);
  const ordered = useMemo(
    () => ORDER.flatMap((state) => files.filter((file) => file.state === state)),
    [files],
  );
  const rows = useVirtualizer({
    count: ordered.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 4,
    getItemKey: (index) => ordered[index]?.key ?? index,
  });
  return (
    <ScrollRegion
      ref={box}
      className={classes.box}
      style={{ maxHeight: ROW * MOST_ROWS }}
      aria-label="Files on their way"
    >
      <ul className={classes.list} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const file = ordered[index]!;
          return (
            <li
              key={key}
              className={classes.row}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={ordered.length}
              aria-posinset={index + 1}
            >
              <span className={classes.name} title={file.dropped.path}>
                {file.dropped.path}
              </span>
              <span className={classes.state} data-state={file.state} title={file.reason ?? undefined}>
                {stateOf(file)}
              </span>
              <span className={`number ${classes.size}`}>{formatBytes(file.dropped.file.size)}</span>
              <Actions file={file} onRetry={onRetry} onRemove={onRemove} />
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}

function stateOf({ state, reason, sentBytes, dropped }: QueuedFile): string {
  if (state === 'SENDING' && dropped.file.size > 0)
    return `${WORDS.SENDING} ${Math.floor((sentBytes / dropped.file.size) * 100)} %`;
  return reason ? `${WORDS[state]}: ${reason}` : WORDS[state];
}

function Actions({ file, onRetry, onRemove }: { file: QueuedFile } & Omit<FileListProps, 'files'>) {
  const { key, state, dropped } = file;
  return (
    <span className={classes.actions}>
      {state === 'FAILED' && (
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={`Send ${dropped.path} again`}
          onClick={() => onRetry(key)}
        >
          <IconRefresh size={14} />
        </ActionIcon>
      )}
      {state !== 'SENT' && (
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={`Leave out ${dropped.path}`}
          onClick={() => onRemove(key)}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </span>
  );
}
