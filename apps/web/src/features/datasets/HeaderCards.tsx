'use client';

import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Panel } from '../../ui/Panel.tsx';
import classes from './SamplePage.module.css';
import type { SampleDetail } from './SamplePage.tsx';

/** The header's cards in the file's order, with a box to find some. */
export function HeaderCards({ header }: { header: SampleDetail['header'] }) {
  const [text, setText] = useState('');
  const wanted = text.toLowerCase();
  const shown = header.filter(({ keyword, value, comment }) =>
    `${keyword} ${value ?? ''} ${comment ?? ''}`.toLowerCase().includes(wanted),
  );
  return (
    <Panel
      title="Header"
      action={
        <TextInput
          aria-label="Search the header"
          placeholder="Search"
          size="xs"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      }
    >
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Keyword</th>
              <th scope="col">Value</th>
              <th scope="col">Comment</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ keyword, value, comment }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: COMMENT and HISTORY repeat; the place in the header is what tells cards apart
              <tr key={i}>
                <td className="number">{keyword}</td>
                <td className="number">{value === null || value === undefined ? '' : String(value)}</td>
                <td>{comment}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className={classes.none}>No card holds “{text}”.</p>}
      </div>
    </Panel>
  );
}
