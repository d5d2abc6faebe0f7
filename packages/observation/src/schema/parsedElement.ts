/** What is read of an element of HTML: the API has no types of the browser's. */
export interface ParsedElement {
  getAttribute(name: string): string | null;
  style: { textAlign: string };
}
