const MOST = 320;
// So much of Markdown may be addresses and marks.
const READ_TIMES = 4;

/** The beginning of a text in Markdown, as plain words in one line. */
export function excerpt(markdown: string, most = MOST): string {
  // Cut before it is read: a text may be long, and a list shows many.
  const words = markdown
    .slice(0, most * READ_TIMES)
    // Rules, fences of code and of formulas, and the line below a table's head.
    .replaceAll(/^\s*(?:-{3,}|`{3,}.*|\${2}|\|[\s:|-]+\|)\s*$/gm, '')
    .replaceAll(/^\s*(?:#{1,4} |> ?|[-*+] (?:\[[ xX]\] )?|\d+[.)] )+/gm, '')
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replaceAll(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    .replaceAll(/(?<!\\)(?:\*\*|~~|`|\|)/g, '')
    .replaceAll(/(?<![\\\w])[*_](?=\S)|(?<=\S)(?<!\\)[*_](?!\w)/g, '')
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (words.length <= most) return markdown.length > most * READ_TIMES ? `${words} …` : words;
  const cut = words.slice(0, most + 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))} …`;
}
