import {
  IconArrowsLeftRight,
  IconDatabase,
  IconFlask,
  IconHome,
  IconLayoutGrid,
  IconNotes,
  IconTerminal2,
  IconUsers,
} from '@tabler/icons-react';

/** Where one can go from every page; `key` is the letter after g that leads there. */
export const PLACES = [
  { path: '', name: 'Home', Icon: IconHome, key: 'h' },
  { path: '/data', name: 'Data', Icon: IconDatabase, key: 'd' },
  { path: '/experiments', name: 'Experiments', Icon: IconFlask, key: 'e' },
  { path: '/studies', name: 'Studies', Icon: IconLayoutGrid, key: 's' },
  { path: '/observations', name: 'Observations', Icon: IconNotes, key: 'o' },
  { path: '/compare', name: 'Compare', Icon: IconArrowsLeftRight, key: 'c' },
  { path: '/api', name: 'API', Icon: IconTerminal2, key: 'a' },
  { path: '/people', name: 'People', Icon: IconUsers, key: 'p' },
] as const;
