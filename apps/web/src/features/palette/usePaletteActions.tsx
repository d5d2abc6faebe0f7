'use client';

import { notifications } from '@mantine/notifications';
import { IconKeyboard, IconLogout, IconPlus, IconSwitchHorizontal } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useOtherTheme } from '../frame/ThemeSwitch.tsx';
import { useKeysContext } from '../keys/KeysProvider.tsx';
import { useSession } from '../session/session.tsx';
import { signOut } from '../session/signOut.ts';
import { type Go, ICON, type PaletteEntry, PaletteKeys } from './paletteEntries.tsx';

/** What can be done from every page. */
export function usePaletteActions(go: Go): PaletteEntry[] {
  const { user, workspace, workspaces } = useSession();
  const router = useRouter();
  const { showHelp } = useKeysContext();
  const theme = useOtherTheme();
  const leave = async () => {
    if (!(await signOut())) notifications.show({ message: 'Signing out failed; try again.', color: 'red' });
  };
  return [
    {
      id: 'new',
      label: 'New experiment',
      sign: <IconPlus {...ICON} />,
      aside: <PaletteKeys keys={['n']} />,
      run: go('/experiments/new'),
    },
    {
      id: 'keys',
      label: 'Show the keys',
      sign: <IconKeyboard {...ICON} />,
      aside: <PaletteKeys keys={['?']} />,
      run: showHelp,
    },
    { id: 'theme', label: theme.label, sign: <theme.Icon {...ICON} />, run: theme.use },
    ...workspaces
      .filter(({ id }) => id !== workspace.id)
      .map(({ id, slug, name }) => ({
        id,
        label: `Go to the workspace ${name}`,
        sign: <IconSwitchHorizontal {...ICON} />,
        run: () => router.push(`/w/${slug}`),
      })),
    { id: 'out', label: `Sign out ${user.name}`, sign: <IconLogout {...ICON} />, run: () => void leave() },
  ];
}
