/** ID number of the sample that stands for all, from the address; the first where it names none. */
export function exampleOf(search: URLSearchParams): number {
  const text = search.get('example') ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
