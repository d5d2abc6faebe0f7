import type { Presence, PresentMember } from '../presence/presenceDocument.ts';

const member = (id: string, name: string, title: string): PresentMember => ({
  user: { id, name },
  path: '',
  title,
});
const ADA = member('ada', 'Ada Lovelace', 'Home');
const NAMED = [
  ADA,
  member('cecilia', 'Cecilia Payne', 'E-42'),
  member('long', 'Maria Salomea Skłodowska-Curie of the Radium Institute', 'A study of all models at once'),
];

/** Oneself alone; a few; more than have discs. */
export const PRESENCES: readonly Presence[] = [
  { members: [ADA], count: 1 },
  { members: NAMED, count: 3 },
  {
    members: [...NAMED, ...['b', 'c', 'd', 'e'].map((id) => member(id, `Person ${id}`, 'Experiments'))],
    count: 112,
  },
];
