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

/** Every argument of every field that can be reached, each with every hostile value of its kind. */
export function* hostileOperations(schema: GraphQLSchema, target: Target): Generator<HostileOperation> {
  for (const place of placesOf(schema, target)) {
    const { field } = place;
    const usual = Object.fromEntries(
      field.args.map((arg) => [arg.name, usualValue(arg.type, arg.name, target)]),
    );
    for (const arg of field.args)
      for (const [path, value] of hostileVariants(arg.type, arg.name, target))
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

/** Values of a type that are as usual but for one text or number in them. */
function* hostileVariants(
  type: GraphQLInputType,
  path: string,
  target: Target,
): Generator<[string, unknown]> {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) {
    for (const [where, value] of hostileVariants(inner.ofType, path, target)) yield [where, [value]];
  } else if (isInputObjectType(inner)) {
    const usual = Object(usualValue(inner, path, target));
    for (const field of Object.values(inner.getFields()))
      for (const [where, value] of hostileVariants(field.type, field.name, target))
        yield [`${path}.${where}`, { ...usual, [field.name]: value }];
  } else if (inner.name === 'String' || inner.name === 'ID') {
    for (const text of HOSTILE_TEXTS) yield [path, text];
  } else if (inner.name === 'Int' || inner.name === 'Float') {
    for (const number of HOSTILE_NUMBERS) yield [path, number];
  } else if (inner.name === 'JSON' || inner.name === 'DateTime') {
    for (const text of HOSTILE_TEXTS) yield [path, text];
    // As a key it makes a body that is not read at all.
    for (const text of HOSTILE_TEXTS) if (text !== '__proto__') yield [path, { [text]: text, list: [text] }];
    for (const number of HOSTILE_NUMBERS) yield [path, { number }];
  }
}
