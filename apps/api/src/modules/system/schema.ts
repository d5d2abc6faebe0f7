import { builder } from '../../builder.ts';
import type { Limits } from '../../server/limits/limits.ts';
import { type SystemState, systemState } from './service.ts';

const LimitsType = builder.objectRef<Limits>('Limits').implement({
  authScopes: { everybody: true },
  description:
    'What one client may ask of the server; see docs/api-limits.md. Sizes are in bytes. What is left of a rate is in the headers RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset of each answer.',
  fields: (t) => ({
    bodyBytes: t.exposeInt('bodyBytes', { description: 'Of a request to /graphql.' }),
    batchOperations: t.exposeInt('batchOperations', { description: 'Operations sent as one list.' }),
    tokens: t.exposeInt('tokens', { description: "Of a query's text." }),
    nesting: t.exposeInt('nesting', {
      description: 'Brackets within brackets of a query, lists and objects within each other of variables.',
    }),
    aliases: t.exposeInt('aliases'),
    directives: t.exposeInt('directives'),
    depth: t.exposeInt('depth', { description: 'Fields within fields.' }),
    selections: t.exposeInt('selections', {
      description: 'Fields and fragments of an operation, each use of a fragment counted.',
    }),
    cost: t.exposeInt('cost', {
      description: 'Values that an answer may hold, by the lengths of the lists that are asked for.',
    }),
    windowSeconds: t.exposeInt('windowSeconds', { description: 'Rates are counted over it.' }),
    operationsPerWindow: t.exposeInt('operationsPerWindow', {
      description: "Of one token, or of one user's sessions together.",
    }),
    filesPerWindow: t.exposeInt('filesPerWindow', {
      description: 'Blobs, pictures and pieces of uploads, counted alike.',
    }),
    socketsPerUser: t.exposeInt('socketsPerUser'),
    subscriptionsPerSocket: t.exposeInt('subscriptionsPerSocket'),
    subscriptionsPerUser: t.exposeInt('subscriptionsPerUser'),
    uploadBytes: t.exposeFloat('uploadBytes', { description: 'Of one file.' }),
    idempotencyHours: t.exposeInt('idempotencyHours', {
      description: 'For so long the answer to a mutation with an Idempotency-Key is given again.',
    }),
  }),
});

const System = builder.objectRef<SystemState>('System').implement({
  authScopes: { everybody: true },
  description: 'uploadUrl is the tus address; finished uploads have the ids that addFiles takes.',
  fields: (t) => ({
    version: t.exposeString('version'),
    backend: t.exposeString('backend', { description: 'native, wasm, or none while no worker is there.' }),
    threads: t.exposeInt('threads'),
    workers: t.exposeInt('workers'),
    queueDepth: t.exposeInt('queueDepth', { description: 'Stages and imports that wait.' }),
    uploadUrl: t.exposeString('uploadUrl', { description: 'A path on this server.' }),
    readsServerFolders: t.exposeBoolean('readsServerFolders', {
      description:
        "Whether addFiles may name a `serverFolder`: the operator allows some of this machine's folders.",
    }),
    limits: t.expose('limits', { type: LimitsType }),
  }),
});

builder.queryField('system', (t) =>
  t.field({
    type: System,
    authScopes: { everybody: true },
    resolve: (_root, _args, context) => systemState(context),
  }),
);
