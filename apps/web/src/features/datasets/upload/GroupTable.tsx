'use client';

import { useMemo } from 'react';
import { formatCount } from '../../../ui/format.ts';
import classes from './GroupTable.module.css';
import { previewGroups } from './groupPreview.ts';
import { parsePattern } from './namePattern.ts';

// Enough to see whether the pattern is right; the counts say the rest.
const SHOWN = 6;

/** Which files a pattern makes one sample of. */
export function GroupTable({ paths, pattern }: { paths: readonly string[]; pattern: string }) {
  const preview = useMemo(() => {
    const parts = parsePattern(pattern);
    return typeof parts === 'string' ? null : previewGroups(paths, parts);
  }, [paths, pattern]);
  if (!preview) return null;
  const { groups, channels, leftOut } = preview;
  const incomplete = groups.filter(({ missing }) => missing.length > 0);
  const whole = groups.length - incomplete.length;
  // Those that lack something first: they are what is looked for.
  const shown = [...incomplete, ...groups.filter(({ missing }) => missing.length === 0)].slice(0, SHOWN);
  return (
    <div className={classes.preview}>
      <p role="status" className={classes.say}>
        {formatCount(whole)} {whole === 1 ? 'sample' : 'samples'}
        {channels.length > 0 && ` of ${channels.length} channels: ${channels.slice(0, 8).join(', ')}`}
        {incomplete.length > 0 && ` · ${formatCount(incomplete.length)} lack some and will be refused`}
        {leftOut.length > 0 && ` · ${formatCount(leftOut.length)} files fit no sample`}
      </p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Sample</th>
            <th scope="col">Files, in the order of the channels</th>
            <th scope="col">Lacks</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ sample, files, missing }) => (
            <tr key={sample}>
              <td className="number">{sample}</td>
              <td>{files.join(', ')}</td>
              <td className={classes.missing}>{missing.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {groups.length > shown.length && (
        <p className={classes.more}>and {formatCount(groups.length - shown.length)} more</p>
      )}
      {leftOut.length > 0 && (
        <p className={classes.more}>
          Fit no sample: {leftOut.slice(0, SHOWN).join(', ')}
          {leftOut.length > SHOWN && ` and ${formatCount(leftOut.length - SHOWN)} more`}
        </p>
      )}
    </div>
  );
}
