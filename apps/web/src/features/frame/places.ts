import {
  IconArrowsLeftRight,
  IconDatabase,
  IconFlask,
  IconHome,
  IconLayoutGrid,
  IconTerminal2,
  IconUsers,
} from '@tabler/icons-react';

/** Where one can go from every page. */
export const PLACES = [
  { path: '', name: 'Home', Icon: IconHome },
  { path: '/data', name: 'Data', Icon: IconDatabase },
  { path: '/experiments', name: 'Experiments', Icon: IconFlask },
  { path: '/studies', name: 'Studies', Icon: IconLayoutGrid },
  { path: '/compare', name: 'Compare', Icon: IconArrowsLeftRight },
  { path: '/api', name: 'API', Icon: IconTerminal2 },
  { path: '/people', name: 'People', Icon: IconUsers },
] as const;
