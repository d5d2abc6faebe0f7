import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** Fields whose value lets whoever has it in. They are told once and stored nowhere. */
export const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'ApiTokenPayload.secret',
  'Invitation.url',
  'PublicLink.url',
]);

/** Whether an answer to this document may hold a secret. */
export function asksForSecret(
  schema: GraphQLSchema,
  document: DocumentNode,
  secretFields: ReadonlySet<string> = SECRET_FIELDS,
): boolean {
  let found = false;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        found ||= secretFields.has(`${types.getParentType()?.name}.${name.value}`);
      },
    }),
  );
  return found;
}
