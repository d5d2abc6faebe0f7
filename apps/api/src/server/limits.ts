import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

// The deepest query of the web is 9 levels; introspection by GraphiQL is 15.
const DEPTH_MAXIMUM = 16;
// One page of the web asks for some 120 fields.
const FIELDS_MAXIMUM = 1000;

/** Refuses documents that are too deep or too long to be meant, before anything runs. */
export function limitsRule(context: ValidationContext): ASTVisitor {
  let depth = 0;
  let fields = 0;
  const refuse = (what: string, limit: number) =>
    context.reportError(
      new GraphQLError(`The query ${what}; the limit is ${limit}.`, {
        extensions: { code: 'QUERY_TOO_LARGE' },
      }),
    );
  return {
    Field: {
      enter() {
        depth++;
        fields++;
        if (depth === DEPTH_MAXIMUM + 1) refuse(`is more than ${DEPTH_MAXIMUM} levels deep`, DEPTH_MAXIMUM);
        if (fields === FIELDS_MAXIMUM + 1)
          refuse(`selects more than ${FIELDS_MAXIMUM} fields`, FIELDS_MAXIMUM);
      },
      leave() {
        depth--;
      },
    },
  };
}
