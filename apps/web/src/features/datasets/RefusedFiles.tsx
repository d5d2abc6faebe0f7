'use client';

import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload, IconFileOff } from '@tabler/icons-react';
import { csvText, saveFile } from '../../ui/chartFile.ts';
import { formatCount, NOTHING } from '../../ui/format.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import classes from './RefusedFiles.module.css';

export interface Refused {
  name: string;
  code: string;
  message: string;
  byteOffset?: number | null;
}

interface RefusedFilesProps {
  refused: readonly Refused[];
  /** Of the file that the list is saved as, without ending. */
  saveAs: string;
}

// A longer list is folded: it must not push away what did come in.
const MOST_OPEN = 5;
// A page of ten thousand rows stands still for seconds; the CSV has them all.
const MOST_ROWS = 200;

/** The files that did not become samples, with the reason and the place. */
export function RefusedFiles({ refused, saveAs }: RefusedFilesProps) {
  if (refused.length === 0) return null;
  return (
    <div className={classes.wrap}>
      <details className={classes.refused} open={refused.length <= MOST_OPEN}>
        <summary>
          <IconFileOff size={16} aria-hidden /> {formatCount(refused.length)}{' '}
          {refused.length === 1 ? 'file was' : 'files were'} refused
        </summary>
        <ScrollRegion className={classes.scroll} aria-label="Refused files">
          <table>
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col">Why</th>
                <th scope="col">Code</th>
                <th scope="col" className={classes.right}>
                  At byte
                </th>
              </tr>
            </thead>
            <tbody>
              {refused.slice(0, MOST_ROWS).map(({ name, code, message, byteOffset }) => (
                <tr key={name}>
                  <td>{name}</td>
                  <td>{message}</td>
                  <td className="number">{code}</td>
                  <td className={`number ${classes.right}`}>
                    {byteOffset == null ? NOTHING : formatCount(byteOffset)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {refused.length > MOST_ROWS && (
            <p className={classes.more}>
              and {formatCount(refused.length - MOST_ROWS)} more: save them as CSV to read them
            </p>
          )}
        </ScrollRegion>
      </details>
      <div className={classes.actions}>
        <CopyButton value={refusedText(refused)}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={copied ? <IconCheck size={12} aria-hidden /> : <IconCopy size={12} aria-hidden />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy the list'}
            </Button>
          )}
        </CopyButton>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconDownload size={12} aria-hidden />}
          onClick={() => saveFile(refusedCsv(refused), `${saveAs}.csv`)}
        >
          Save as CSV
        </Button>
      </div>
    </div>
  );
}

const refusedCsv = (refused: readonly Refused[]): string =>
  csvText(
    ['file', 'code', 'message', 'byte'],
    refused.map(({ name, code, message, byteOffset }) => [name, code, message, byteOffset]),
  );

const refusedText = (refused: readonly Refused[]): string =>
  refused
    .map(({ name, code, message, byteOffset }) =>
      [name, code, message, byteOffset == null ? '' : `byte ${byteOffset}`].filter(Boolean).join('\t'),
    )
    .join('\n');
