'use client';

import { Facts } from '../../ui/Facts.tsx';
import { formatCount, NOTHING } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { type Refused, RefusedFiles } from './RefusedFiles.tsx';

interface VersionFilesProps {
  version: {
    number: number;
    contentHash?: string | null;
    sampleCount: number;
    channelCount?: number | null;
    width?: number | null;
    height?: number | null;
    refused: readonly Refused[];
  };
  /** Of the file that the list of refused files is saved as, without ending. */
  saveAs: string;
}

/** What a version was made of: its content, and the files that are not in it. */
export function VersionFiles({ version, saveAs }: VersionFilesProps) {
  const { contentHash, sampleCount, channelCount, width, height, refused } = version;
  return (
    <>
      <RefusedFiles refused={refused} saveAs={saveAs} />
      <Panel title="Content" say="A version never changes: the hash says what is in it, in which order.">
        <Facts
          facts={[
            ['Samples', formatCount(sampleCount)],
            ['Files refused', formatCount(refused.length)],
            ['Channels', channelCount ?? 'differ'],
            ['Size in pixels', width && height ? `${width} × ${height}` : 'differ'],
            ['SHA-256 of the contents', contentHash ?? NOTHING],
          ]}
        />
      </Panel>
    </>
  );
}
