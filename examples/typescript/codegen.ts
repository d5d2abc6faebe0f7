import type { CodegenConfig } from '@graphql-codegen/cli';

// Types for every document that stands in graphql(`...`), from the schema that the API prints. In a project of your
// own: a copy of apps/api/schema.graphql, or what introspection with a token gives.
const config: CodegenConfig = {
  schema: '../../apps/api/schema.graphql',
  documents: ['src/**/*.ts', '!src/gql/**'],
  silent: true,
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: { DateTime: 'string', JSON: 'unknown', ID: 'string' },
      },
    },
  },
};
export default config;
