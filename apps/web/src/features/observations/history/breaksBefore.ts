/** The line breaks that a piece of text begins with: who wrote it, or what became of it, is told after them. */
export const breaksBefore = (text: string): string => /^\n*/.exec(text)?.[0] ?? '';
