import type { SignInMethods } from '../../auth/signIn.ts';
import { builder } from '../../builder.ts';

const OpenIdProvider = builder
  .objectRef<NonNullable<SignInMethods['openIdConnect']>>('OpenIdProvider')
  .implement({
    authScopes: { everybody: true },
    fields: (t) => ({
      name: t.exposeString('name'),
      signUp: t.exposeBoolean('signUp', {
        description: 'Whoever it knows may have an account; else only those whose address was invited.',
      }),
    }),
  });

const SignInMethodsType = builder.objectRef<SignInMethods>('SignInMethods').implement({
  authScopes: { everybody: true },
  description: 'What the sign-in page offers beside a password; see docs/people.md.',
  fields: (t) => ({
    linksGoTo: t.exposeString('linksGoTo', {
      nullable: true,
      description:
        'Where one-time links go that are asked for: MAIL, or OPERATOR, whoever runs the server; null where none can be asked for.',
    }),
    openIdConnect: t.field({
      type: OpenIdProvider,
      nullable: true,
      resolve: ({ openIdConnect }) => openIdConnect,
    }),
  }),
});

builder.queryField('signInMethods', (t) =>
  t.field({
    type: SignInMethodsType,
    description: 'For everybody, signed in or not.',
    authScopes: { everybody: true },
    resolve: (_root, _args, { services }) => services.signInMethods,
  }),
);
