import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of everything the console asks, from the schema the server answers by. */
const config: CodegenConfig = {
  schema: '../src/main/resources/graphql/dermatrail.graphqls',
  documents: 'src/**/*.{ts,tsx}',
  ignoreNoDocuments: true,
  generates: {
    'src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { useTypeImports: true, enumsAsTypes: true, avoidOptionals: { field: true } },
    },
  },
};

export default config;
