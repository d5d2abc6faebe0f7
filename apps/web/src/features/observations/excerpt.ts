const MOST = 320;

/** The beginning of a text in Markdown, as plain words in one line. */
export function excerpt(markdown: string, most = MOST): string {
  const words = markdown
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
  if (words.length <= most) return words;
  const cut = words.slice(0, most + 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))} …`;
}
