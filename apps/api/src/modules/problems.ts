import { builder } from '../builder.ts';
import type { Problem } from '../problem.ts';

export const ProblemType = builder.objectRef<Problem>('Problem').implement({
  description: 'What a user did wrong, or what could not be done, as data. `path` points into the input.',
  fields: (t) => ({
    code: t.exposeString('code'),
    message: t.exposeString('message'),
    path: t.exposeStringList('path', { nullable: true }),
  }),
});
