import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  OperationTypeNode,
} from 'graphql';
import { HOSTILE_NUMBERS, HOSTILE_TEXTS } from './hostileValues.ts';
import type { Target } from './target.ts';

/** An operation with a hostile value in one place. */
export interface HostileOperation {
  /** Such as Mutation.createDataset(input.name). */
  place: string;
  operation: OperationTypeNode;
  query: string;
  variables: Record<string, unknown>;
}

interface Place {
  place: string;
  operation: OperationTypeNode;
  field: GraphQLField<unknown, unknown>;
  /** Around the field's selection, from the root to its type. */
  around: [string, string];
}

/** What is tried for a value of a scalar type, by the type's name and the argument's. */
export type Variants = (typeName: string, name: string) => readonly unknown[];

/** Every argument of every field that can be reached, each with every hostile value of its kind. */
export const hostileOperations = (schema: GraphQLSchema, target: Target): Generator<HostileOperation> =>
  operationsWith(schema, target, hostileValues);

/** Every argument of every field that can be reached, each with every one of these values in one place of it. */
export function* operationsWith(
  schema: GraphQLSchema,
  target: Target,
  variants: Variants,
): Generator<HostileOperation> {
  for (const place of placesOf(schema, target)) {
    const { field } = place;
    const usual = Object.fromEntries(
      field.args.map((arg) => [arg.name, usualValue(arg.type, arg.name, target)]),
    );
    for (const arg of field.args)
      for (const [path, value] of variantsOf(arg.type, { path: arg.name, name: arg.name, target, variants }))
        yield {
          place: `${place.place}(${path})`,
          operation: place.operation,
          query: operationText(place),
          variables: { ...usual, [arg.name]: value },
        };
  }
}

function* placesOf(schema: GraphQLSchema, target: Target): Generator<Place> {
  const roots: [OperationTypeNode, GraphQLObjectType | null | undefined][] = [
    [OperationTypeNode.QUERY, schema.getQueryType()],
    [OperationTypeNode.MUTATION, schema.getMutationType()],
    [OperationTypeNode.SUBSCRIPTION, schema.getSubscriptionType()],
  ];
  for (const [operation, type] of roots)
    for (const field of Object.values(type?.getFields() ?? {}))
      if (field.args.length > 0)
        yield { place: `${type?.name}.${field.name}`, operation, field, around: ['', ''] };
  for (const [type, around] of reachableTypes(schema, target))
    for (const field of Object.values(type.getFields()))
      if (field.args.length > 0)
        yield { place: `${type.name}.${field.name}`, operation: OperationTypeNode.QUERY, field, around };
}

/** Every type of an object, with the selection that leads to it: from a thing that is there, by fields without arguments. */
function reachableTypes(schema: GraphQLSchema, { ids }: Target): Map<GraphQLObjectType, [string, string]> {
  const found = new Map<GraphQLObjectType, [string, string]>();
  for (const [typename, id] of Object.entries(ids)) {
    const type = schema.getType(typename);
    if (isObjectType(type))
      found.set(type, [`node(id: ${JSON.stringify(id)}) { ... on ${typename} { `, ' } }']);
  }
  // A map gives what is added to it while it is gone through.
  for (const [type, [before, after]] of found)
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      if (!isObjectType(next) || found.has(next)) continue;
      if (
        field.args.some(({ type: asked, defaultValue }) => isNonNullType(asked) && defaultValue === undefined)
      )
        continue;
      found.set(next, [`${before}${field.name} { `, ` }${after}`]);
    }
  return found;
}

function operationText({ operation, field, around: [before, after] }: Place): string {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = field.args.map(({ name }: GraphQLArgument) => `${name}: $${name}`).join(', ');
  const selection = isCompositeType(getNamedType(field.type)) ? ` ${leavesOf(field)}` : '';
  return `${operation} (${declared}) { ${before}${field.name}(${passed})${selection}${after} }`;
}

/** What asks the answer's fields to be made, one level of them. */
function leavesOf(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type) && !isInterfaceType(type)) return '{ __typename }';
  const parts = Object.values(type.getFields()).flatMap((inner) => {
    if (inner.args.some(({ type: asked }) => isNonNullType(asked))) return [];
    if (inner.name === 'problems') return ['problems { code message path }'];
    if (inner.name === 'edges') return ['edges { cursor node { __typename } }'];
    return isCompositeType(getNamedType(inner.type)) ? [`${inner.name} { __typename }`] : [inner.name];
  });
  return `{ ${parts.join(' ')} }`;
}

/** A value of a type that nobody would wonder at; null where it may be left out. */
export function usualValue(type: GraphQLInputType, name: string, target: Target): unknown {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return isNonNullType(type) ? [usualValue(inner.ofType, name, target)] : null;
  if (isInputObjectType(inner))
    return Object.fromEntries(
      Object.values(inner.getFields())
        .filter((field) => isNonNullType(field.type))
        .map((field) => [field.name, usualValue(field.type, field.name, target)]),
    );
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (!isNonNullType(type)) return null;
  switch (inner.name) {
    case 'ID':
      return idFor(name, target);
    case 'String':
      return name === 'workspace' || name === 'slug' ? target.slug : name;
    case 'Boolean':
      return true;
    case 'JSON':
      return {};
    default:
      return 1;
  }
}

function idFor(name: string, { ids }: Target): string {
  const wanted = name.replace(/Ids?$/, '').toLowerCase();
  const typename = Object.keys(ids).find((type) => type.toLowerCase() === wanted);
  return ids[typename ?? 'Experiment'] ?? '';
}

interface Varied {
  path: string;
  name: string;
  target: Target;
  variants: Variants;
}

/** Values of a type that are as usual but for one scalar in them; in a list it stands alone, and beside what is usual. */
function* variantsOf(type: GraphQLInputType, at: Varied): Generator<[string, unknown]> {
  const { path, name, target, variants } = at;
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) {
    const usual = usualValue(inner.ofType, name, target);
    for (const [where, value] of variantsOf(inner.ofType, at)) {
      yield [where, [value]];
      if (usual !== null) yield [where, [usual, value]];
    }
  } else if (isInputObjectType(inner)) {
    const usual = Object(usualValue(inner, path, target));
    for (const field of Object.values(inner.getFields()))
      for (const [where, value] of variantsOf(field.type, {
        ...at,
        path: `${path}.${field.name}`,
        name: field.name,
      }))
        yield [where, { ...usual, [field.name]: value }];
  } else for (const value of variants(inner.name, name)) yield [path, value];
}

const hostileValues: Variants = (typeName) => {
  switch (typeName) {
    case 'String':
    case 'ID':
      return HOSTILE_TEXTS;
    case 'Int':
    case 'Float':
      return HOSTILE_NUMBERS;
    case 'JSON':
    case 'DateTime':
      return [
        ...HOSTILE_TEXTS,
        // As a key it makes a body that is not read at all.
        ...HOSTILE_TEXTS.filter((text) => text !== '__proto__').map((text) => ({
          [text]: text,
          list: [text],
        })),
        ...HOSTILE_NUMBERS.map((number) => ({ number })),
      ];
    default:
      return [];
  }
};
