import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { z } from 'zod';

const extensions = z.object({ pothosOptions: z.object({ authScopes: z.unknown() }) });
const forEverybody = z.object({ everybody: z.literal(true) });

/**
 * Fields of the roots and types that should name the scope they need and do not. A type needs none where all that leads
 * to it are fields of things that name one and are not for everybody: it is seen by whoever sees those. What has an id
 * is reached by its id alone and names its own.
 */
export function withoutScope(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const missing = new Set<string>();
  const look = (type: GraphQLNamedType): void => {
    if (isObjectType(type) && scopesOf(type) === undefined) missing.add(type.name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const isRoot = roots.includes(type);
    if (type.getInterfaces().length > 0) look(type);
    for (const field of Object.values(type.getFields())) {
      const scopes = isRoot ? scopesOf(field) : scopesOf(type);
      if (isRoot && scopes === undefined) missing.add(`${type.name}.${field.name}`);
      if (forEverybody.safeParse(scopes).success) look(getNamedType(field.type));
    }
  }
  return [...missing].sort();
}

function scopesOf(thing: { extensions: unknown }): unknown {
  const parsed = extensions.safeParse(thing.extensions);
  return parsed.success ? parsed.data.pothosOptions.authScopes : undefined;
}
