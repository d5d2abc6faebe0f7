import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import classes from './History.module.css';

interface RestoredNoticeProps {
  /** Of the version that is the text again. */
  number: number;
  isBusy: boolean;
  onBack: () => void;
}

/** That a version is the text again, and the way back to what was there before. */
export function RestoredNotice({ number, isBusy, onBack }: RestoredNoticeProps) {
  return (
    <div className={classes.restored} role="status">
      <span>The text is as it was in version {number}. What came after it stays in the history.</span>
      <Button
        size="xs"
        variant="default"
        loading={isBusy}
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        onClick={onBack}
      >
        Take it back
      </Button>
    </div>
  );
}
