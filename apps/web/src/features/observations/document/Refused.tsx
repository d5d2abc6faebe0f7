'use client';

import { Button } from '@mantine/core';
import { ErrorState } from '../../../ui/States.tsx';
import { useDocumentState, useObservationDocument } from './DocumentProvider.tsx';
import classes from './Refused.module.css';

const SURE = 'What you typed here and was not saved will be gone. Copy it first if you need it. Drop it?';

/** Why the server does not go on with the document, and the ways on. */
export function Refused() {
  const document = useObservationDocument();
  const { refusal, isChangeRefused } = useDocumentState();
  if (!refusal) return null;
  return (
    <div className={classes.refused}>
      <ErrorState message={refusal} onRetry={() => document.retry()} />
      {isChangeRefused && (
        <p className={classes.kept}>
          What you typed last is kept in this browser alone, and shown below.
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => window.confirm(SURE) && void document.drop()}
          >
            Drop it and go on with what is saved
          </Button>
        </p>
      )}
    </div>
  );
}
