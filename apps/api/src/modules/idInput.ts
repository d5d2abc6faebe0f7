import { builder } from '../builder.ts';

export const IdInput = builder.inputType('IdInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});
