'use client';

import { Kbd, UnstyledButton } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import classes from './PaletteButton.module.css';
import { palette } from './paletteStore.ts';

/** Opens the palette for whoever does not know its key, and teaches it. */
export function PaletteButton() {
  const os = useOs();
  const modifier = os === 'macos' || os === 'ios' ? '⌘' : 'Ctrl';
  return (
    <UnstyledButton
      className={classes.button}
      aria-label="Find or go to"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={palette.open}
    >
      <IconSearch size={16} stroke={1.6} aria-hidden />
      <span className={classes.words}>Find</span>
      <Kbd size="xs" className={classes.keys}>
        {modifier} K
      </Kbd>
    </UnstyledButton>
  );
}
