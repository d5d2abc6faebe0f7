import { builder } from '../../builder.ts';
import { type SystemState, systemState } from './service.ts';

const System = builder.objectRef<SystemState>('System').implement({
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
  }),
});

builder.queryField('system', (t) =>
  t.field({ type: System, resolve: (_root, _args, context) => systemState(context) }),
);
