import { ALGORITHMS, type AlgorithmInfo } from '@asterism/ml/params';
import { builder } from '../../builder.ts';

const Algorithm = builder.objectRef<AlgorithmInfo>('Algorithm').implement({
  authScopes: { everybody: true },
  fields: (t) => ({
    kind: t.exposeString('kind'),
    name: t.exposeString('name'),
    group: t.exposeString('group', { description: 'MODEL, PROJECTION or CLUSTERING.' }),
    pro: t.exposeString('pro'),
    con: t.exposeString('con'),
    parameters: t.field({
      type: 'JSON',
      description: 'JSON Schema of what can be set, with the defaults.',
      resolve: ({ parameters }) => parameters,
    }),
  }),
});

builder.queryField('algorithms', (t) =>
  t.field({
    type: [Algorithm],
    description: 'Every model, projection and clusterer: parameters (JSON Schema), pro, con.',
    authScopes: { everybody: true },
    resolve: () => [...ALGORITHMS],
  }),
);
