'use client';

import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useSearchState } from '../../../api/useSearchState.ts';
import { Loading } from '../../../ui/States.tsx';
import { useDocumentState } from '../document/DocumentProvider.tsx';
import classes from './History.module.css';

const HistoryPanel = dynamic(() => import('./HistoryPanel.tsx').then((module) => module.HistoryPanel), {
  ssr: false,
  loading: () => <Loading height={240} />,
});

/** The history of an observation, once it is asked for; the address says whether it is. */
export function HistoryOnCall({ subjectId }: { subjectId: string }) {
  const [search, change] = useSearchState();
  const { mayWrite } = useDocumentState();
  const isShown = search.get('history') === 'shown';
  return (
    <>
      <div className={classes.onCall}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconHistory size={14} aria-hidden />}
          aria-expanded={isShown}
          onClick={() =>
            change({ history: isShown ? null : 'shown', version: null, against: null, look: null })
          }
        >
          {isShown ? 'Hide the history' : 'History'}
        </Button>
      </div>
      {isShown && <HistoryPanel subjectId={subjectId} canWrite={mayWrite} />}
    </>
  );
}
