'use client';

import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';

/** The other theme: its name, its sign, and the way to it. */
export function useOtherTheme() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: true });
  const other = scheme === 'dark' ? 'light' : 'dark';
  return {
    label: `Use the ${other} theme`,
    Icon: other === 'light' ? IconSun : IconMoon,
    use: () => setColorScheme(other),
  };
}

/** Paper or observatory. */
export function ThemeSwitch() {
  const { label, Icon, use } = useOtherTheme();
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={use}>
        <Icon size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
