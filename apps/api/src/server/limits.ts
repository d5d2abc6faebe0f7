import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

// The deepest query of the web is 9 levels; introspection by GraphiQL is 15.
const DEPTH_MAXIMUM = 16;
// One page of the web asks for some 120 fields. Every use of a fragment counts.
const FIELDS_MAXIMUM = 1000;

interface Size {
  depth: number;
  fields: number;
}

/** Refuses operations that are too deep or select too much to be meant, before anything runs. */
export function limitsRule(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Size>();
  const refuse = (message: string) =>
    context.reportError(new GraphQLError(message, { extensions: { code: 'QUERY_TOO_LARGE' } }));
  return {
    OperationDefinition({ selectionSet }) {
      const { depth, fields } = sizeOf(selectionSet, fragments, (name) => context.getFragment(name));
      if (depth > DEPTH_MAXIMUM)
        refuse(`The query is ${depth} levels deep; the limit is ${DEPTH_MAXIMUM}. Ask in several queries.`);
      if (fields > FIELDS_MAXIMUM)
        refuse(`The query selects ${fields} fields; the limit is ${FIELDS_MAXIMUM}. Ask in several queries.`);
    },
  };
}

function sizeOf(
  { selections }: SelectionSetNode,
  known: Map<string, Size>,
  fragment: (name: string) => FragmentDefinitionNode | null | undefined,
): Size {
  const whole: Size = { depth: 0, fields: 0 };
  for (const selection of selections) {
    const { depth, fields } =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? fragmentSize(selection.name.value, known, fragment)
        : selection.selectionSet
          ? sizeOf(selection.selectionSet, known, fragment)
          : { depth: 0, fields: 0 };
    const own = selection.kind === Kind.FIELD ? 1 : 0;
    whole.depth = Math.max(whole.depth, depth + own);
    whole.fields += fields + own;
  }
  return whole;
}

function fragmentSize(
  name: string,
  known: Map<string, Size>,
  fragment: (name: string) => FragmentDefinitionNode | null | undefined,
): Size {
  const before = known.get(name);
  if (before) return before;
  // A fragment that contains itself is refused by another rule; here it only must not run for ever.
  known.set(name, { depth: 0, fields: 0 });
  const definition = fragment(name);
  const size = definition ? sizeOf(definition.selectionSet, known, fragment) : { depth: 0, fields: 0 };
  known.set(name, size);
  return size;
}
