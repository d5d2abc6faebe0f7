/** The projection that the address asks for, or else the first. */
export function shownProjection<Projection extends { kind: string }>(
  projections: readonly Projection[],
  search: URLSearchParams,
): Projection | undefined {
  return projections.find(({ kind }) => kind.toLowerCase() === search.get('projection')) ?? projections[0];
}
