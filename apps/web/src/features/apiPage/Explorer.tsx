'use client';

import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './explorer.css';
import { useGraphiQL, useGraphiQLActions, useMonaco } from '@graphiql/react';
import { useComputedColorScheme } from '@mantine/core';
import { GraphiQL } from 'graphiql';
import { useEffect, useMemo, useRef, useState } from 'react';
import { connectExplorer, type ExplorerConnection } from './explorerFetcher.ts';
import { explorerStorage } from './explorerStorage.ts';
import { adoptTheme } from './explorerTheme.ts';
import { serveMonacoWorkers } from './monacoWorkers.ts';
import type { Rate } from './rate.ts';

serveMonacoWorkers();

// Names in answers hold dashes and Greek letters: nothing to warn of.
const EDITOR = {
  fontFamily: 'JetBrains Mono Variable',
  fontSize: 13,
  unicodeHighlight: { ambiguousCharacters: false },
};

/** A query and its variables, as they are written into a tab. */
export interface TabText {
  query: string;
  variables: string;
}

interface ExplorerProps {
  /** Whose tabs they are, and of which workspace. */
  owner: string;
  /** What is in the tab of somebody who is here for the first time. */
  first: TabText;
  /** What was last asked to be opened; a new object each time. */
  asked: TabText | null;
  onRate: (rate: Rate) => void;
}

/** The editor of queries, run with the session. Large: loaded by the page that shows it alone. */
export function Explorer({ owner, first, asked, onRate }: ExplorerProps) {
  const scheme = useComputedColorScheme('light');
  const storage = useMemo(() => explorerStorage(window.localStorage, owner), [owner]);
  const [connection, setConnection] = useState<ExplorerConnection | null>(null);
  useEffect(() => {
    const opened = connectExplorer(onRate);
    setConnection(opened);
    return () => opened.close();
  }, [onRate]);
  if (!connection) return null;
  return (
    <GraphiQL
      fetcher={connection.fetcher}
      storage={storage}
      defaultTabs={[first]}
      forcedTheme={scheme}
      defaultEditorToolsVisibility="variables"
      // They may hold a token.
      shouldPersistHeaders={false}
      // Fields and their arguments are told in the words of the schema.
      schemaDescription
    >
      <GraphiQL.Logo> </GraphiQL.Logo>
      <Look scheme={scheme} />
      <Opener first={first} asked={asked} />
    </GraphiQL>
  );
}

function Look({ scheme }: { scheme: 'light' | 'dark' }) {
  const monaco = useMonaco((state) => state.monaco);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const headerEditor = useGraphiQL((state) => state.headerEditor);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  useEffect(() => {
    if (monaco) adoptTheme(monaco.editor, scheme);
  }, [monaco, scheme]);
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor])
      editor?.updateOptions(EDITOR);
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
  return null;
}

/** Puts what is asked for into a tab: the one that holds it already, or a new one. */
function Opener({ first, asked }: Pick<ExplorerProps, 'first' | 'asked'>) {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const tabs = useGraphiQL((state) => state.tabs);
  const { addTab, changeTab } = useGraphiQLActions();
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBegun.current || !queryEditor || !variableEditor) return;
    isBegun.current = true;
    // GraphiQL shows the query of a tab that it is given, and not its variables.
    if (queryEditor.getValue() === first.query && variableEditor.getValue() === '')
      variableEditor.setValue(first.variables);
  }, [first, queryEditor, variableEditor]);
  const opened = useRef<TabText | null>(null);
  useEffect(() => {
    if (!asked || asked === opened.current || !queryEditor || !variableEditor) return;
    opened.current = asked;
    const there = tabs.findIndex(
      ({ query, variables }) => query === asked.query && variables === asked.variables,
    );
    if (there >= 0) return changeTab(there);
    addTab();
    queryEditor.setValue(asked.query);
    variableEditor.setValue(asked.variables);
  }, [asked, queryEditor, variableEditor, tabs, addTab, changeTab]);
  return null;
}
