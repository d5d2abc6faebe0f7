'use client';

import { createTheme, type MantineColorsTuple } from '@mantine/core';
import classes from './theme.module.css';

const accent: MantineColorsTuple = [
  '#eef2fd',
  '#dbe4fa',
  '#b5c7f5',
  '#8fb0ff',
  '#6f94ee',
  '#4a74dc',
  '#2b57c4',
  '#244aa8',
  '#1d3d8b',
  '#152d69',
];

// Mantine's dark greys with a little blue, to sit on the observatory ground.
const dark: MantineColorsTuple = [
  '#e4e8ef',
  '#b9c0cc',
  '#909aa9',
  '#5b6575',
  '#333c4b',
  '#262d39',
  '#1a1f29',
  '#141820',
  '#10141a',
  '#0e1116',
];

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 6,
  respectReducedMotion: true,
  headings: { fontFamily: 'var(--sans)', fontWeight: '600' },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false } },
    InputWrapper: {
      classNames: {
        label: classes.inputLabel,
        description: classes.inputDescription,
        error: classes.inputError,
      },
    },
    Code: { classNames: { root: classes.code } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Skeleton: { classNames: { root: classes.skeleton } },
    SegmentedControl: {
      defaultProps: { size: 'xs', withItemsBorders: false },
      classNames: { root: classes.segments, label: classes.segmentLabel },
    },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
});
