/** Characters of an observation's text, as Markdown: some fifteen printed pages. Prose of that length is read in 0.2 s. */
export const MOST_CHARACTERS = 50_000;

/** Lines of it. The reader's time for headings underlined by `---` grows with their square: 5,000 take a second. */
export const MOST_LINES = 5_000;

/** Signs of emphasis, code and maths (stars and the like) without an empty line between: they are paired with one another. */
export const MOST_SIGNS = 4_000;

/** Blocks inside one another, such as quotes in lists. A list within a list takes two levels each. */
export const DEEPEST = 40;

/** Characters of a link's or a picture's address. */
export const MOST_ADDRESS_CHARACTERS = 2_000;

/** Columns of a table. */
export const MOST_COLUMNS = 50;
