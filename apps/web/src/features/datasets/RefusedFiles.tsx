'use client';

import { IconFileOff } from '@tabler/icons-react';
import { NOTHING } from '../../ui/format.ts';
import classes from './RefusedFiles.module.css';

interface Refused {
  name: string;
  code: string;
  message: string;
  byteOffset?: number | null;
}

/** The files that did not become samples, with the reason and the place. */
export function RefusedFiles({ refused }: { refused: readonly Refused[] }) {
  if (refused.length === 0) return null;
  return (
    <details className={classes.refused} open={refused.length <= 5}>
      <summary>
        <IconFileOff size={16} aria-hidden /> {refused.length}{' '}
        {refused.length === 1 ? 'file was' : 'files were'} refused
      </summary>
      <div className={classes.scroll}>
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
            {refused.map(({ name, code, message, byteOffset }) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{message}</td>
                <td className="number">{code}</td>
                <td className={`number ${classes.right}`}>{byteOffset ?? NOTHING}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
