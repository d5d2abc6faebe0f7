import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** Whether a query selects a field of one of these names anywhere below the one that is resolved. */
export function selects(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  names: ReadonlySet<string>,
): boolean {
  const isIn = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return isIn(fragments[selection.name.value]?.selectionSet);
      if (selection.kind === Kind.FIELD && names.has(selection.name.value)) return true;
      return isIn(selection.selectionSet);
    }) ?? false;
  return fieldNodes.some(({ selectionSet }) => isIn(selectionSet));
}
