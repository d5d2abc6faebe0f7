import {
  GraphQLID,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../schema.ts';
import { withoutScope } from './namedScopes.ts';

test('every field of the roots, and every type that is reached without one, names its scope', () => {
  expect(withoutScope(schema)).toEqual([]);
});

const needs = (scope: string) => ({ extensions: { pothosOptions: { authScopes: { [scope]: true } } } });
const saysNothing = { extensions: { pothosOptions: {} } };
const name = { type: GraphQLString, ...saysNothing };

test('what names none is found: a field of a root, what has an id, what a field for everybody leads to', () => {
  const Node = new GraphQLInterfaceType({ name: 'Node', fields: { id: { type: GraphQLID } } });
  const Leaf = new GraphQLObjectType({ name: 'Leaf', fields: { name }, ...saysNothing });
  const Secret = new GraphQLObjectType({ name: 'Secret', fields: { leaf: { type: Leaf } }, ...saysNothing });
  const secrets = { type: new GraphQLList(Secret), ...saysNothing };
  const Open = new GraphQLObjectType({ name: 'Open', fields: { secrets }, ...needs('everybody') });
  const row = { fields: { id: { type: GraphQLID } }, interfaces: [Node] };
  const found = withoutScope(
    new GraphQLSchema({
      query: new GraphQLObjectType({
        name: 'Query',
        fields: {
          open: { type: Open, ...needs('everybody') },
          leaf: { type: Leaf, ...needs('signedIn') },
          forgotten: name,
        },
      }),
      mutation: new GraphQLObjectType({ name: 'Mutation', fields: { change: name } }),
      types: [
        new GraphQLObjectType({ name: 'Row', ...row, ...saysNothing }),
        new GraphQLObjectType({ name: 'NamedRow', ...row, ...needs('signedIn') }),
      ],
    }),
  );
  expect(found).toEqual(['Mutation.change', 'Query.forgotten', 'Row', 'Secret']);
});
