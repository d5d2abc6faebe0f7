import type { editor } from 'monaco-editor';

export type Scheme = 'light' | 'dark';

// The names under which GraphiQL looks for its themes.
const NAMES: Record<Scheme, string> = { light: 'graphiql-LIGHT', dark: 'graphiql-DARK' };

// Brackets at each depth, by default in six colours.
const BRACKETS = [1, 2, 3, 4, 5, 6];

interface ThemeTarget {
  defineTheme(name: string, data: editor.IStandaloneThemeData): void;
}

/** Gives the editor the colours of the page, as its tokens are in the scheme that is shown. */
export function adoptTheme(monaco: ThemeTarget, scheme: Scheme): void {
  const styles = getComputedStyle(document.documentElement);
  const token = (name: string) => styles.getPropertyValue(`--${name}`).trim();
  const accent = token('accent');
  const raised = token('raised');
  const surface = token('surface');
  const ink = token('ink');
  const rule = (name: string, color: string) => ({ token: name, foreground: token(color).slice(1) });
  monaco.defineTheme(NAMES[scheme], {
    base: scheme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('', 'ink'),
      rule('comment', 'ink-faint'),
      rule('keyword', 'accent'),
      rule('string', 'good'),
      rule('string.key.json', 'ink'),
      rule('string.value.json', 'good'),
      rule('number', 'warn'),
      rule('type.identifier', 'accent'),
      rule('key.identifier', 'ink'),
      rule('delimiter', 'ink-soft'),
      rule('argument.identifier', 'ink-soft'),
    ],
    colors: {
      ...Object.fromEntries(
        BRACKETS.map((level) => [`editorBracketHighlight.foreground${level}`, token('ink-soft')]),
      ),
      'editor.background': '#00000000',
      'editor.foreground': ink,
      'editorLineNumber.foreground': token('ink-faint'),
      'editorCursor.foreground': accent,
      'editor.selectionBackground': token('accent-soft'),
      'editorHoverWidget.background': surface,
      'editorHoverWidget.border': token('hairline-strong'),
      'editorSuggestWidget.background': surface,
      'editorSuggestWidget.border': token('hairline-strong'),
      'editorSuggestWidget.selectedBackground': token('accent-soft'),
      'editorSuggestWidget.selectedForeground': ink,
      'editorWidget.background': surface,
      'editorWidget.border': token('hairline-strong'),
      'list.hoverBackground': raised,
      'list.highlightForeground': accent,
      'list.focusHighlightForeground': accent,
      'input.background': raised,
      'menu.background': surface,
      'menu.selectionBackground': raised,
      'menu.selectionForeground': ink,
      'quickInput.background': surface,
      'quickInputList.focusBackground': raised,
      'quickInputList.focusForeground': ink,
      'scrollbar.shadow': '#00000000',
      'textLink.foreground': accent,
      'textLink.activeForeground': accent,
      focusBorder: accent,
    },
  });
}
