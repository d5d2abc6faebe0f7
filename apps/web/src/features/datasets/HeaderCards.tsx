'use client';

import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { formatCount } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import classes from './SamplePage.module.css';
import type { SampleDetail } from './sampleDocument.ts';

// A thousand rows are made in some 30 ms; headers may have ten thousand.
const SHOWN_AT_ONCE = 1000;

/** The header's cards in the file's order, with a box to find some by keyword, value or comment. */
export function HeaderCards({ header }: { header: SampleDetail['header'] }) {
  const [text, setText] = useState('');
  // Typing goes on while the rows of the last letter are still being made.
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const cards = useMemo(
    () => header.map((card) => ({ ...card, search: cardText(card).toLowerCase() })),
    [header],
  );
  const found = useMemo(() => cards.filter(({ search }) => search.includes(wanted)), [cards, wanted]);
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
      <ScrollRegion className={classes.scroll} aria-label="Cards">
        <Rows cards={found} />
        {found.length === 0 && <p className={classes.none}>No card holds “{text}”.</p>}
      </ScrollRegion>
      <p className={classes.count} role="status">
        {wanted
          ? `${formatCount(found.length)} of ${formatCount(header.length)} cards`
          : `${formatCount(header.length)} cards`}
      </p>
    </Panel>
  );
}

type Card = SampleDetail['header'][number];

function cardText({ keyword, value, comment }: Card): string {
  return `${keyword} ${value ?? ''} ${comment ?? ''}`;
}

const Rows = memo(function Rows({ cards }: { cards: readonly Card[] }) {
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Keyword</th>
            <th scope="col">Value</th>
            <th scope="col">Comment</th>
          </tr>
        </thead>
        <tbody>
          {cards.slice(0, limit).map(({ keyword, value, comment }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: COMMENT and HISTORY repeat; the place in the header is what tells cards apart
            <tr key={i}>
              <td className="number">{keyword}</td>
              <td className="number">{value === null || value === undefined ? '' : String(value)}</td>
              <td>{comment}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {cards.length > limit && (
        <Button variant="default" size="xs" mt={8} onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>
          Show more of {formatCount(cards.length)} cards
        </Button>
      )}
    </>
  );
});
