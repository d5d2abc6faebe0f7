'use client';

import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { csvText } from '../../../ui/chartFile.ts';
import { experimentId, formatCount } from '../../../ui/format.ts';
import type { ColumnChoice } from './columnChoice.ts';
import { COLUMNS } from './columns.tsx';
import { latexTable, markdownTable, type TextTable } from './tableText.ts';
import type { ListedExperiment } from './useListings.ts';

/** The chosen rows with the columns that are shown, for a text, a sheet or a paper. */
export function CopyMenu({ rows, columns }: { rows: readonly ListedExperiment[]; columns: ColumnChoice }) {
  const shown = columns.shown.flatMap((id) => COLUMNS.find((column) => column.id === id) ?? []);
  const table: TextTable = [
    ['ID', ...shown.map(({ name }) => name)],
    ...rows.map((row) => [experimentId(row.number), ...shown.map(({ text }) => text(row))]),
  ];
  const copy = async (text: string, name: string) => {
    await navigator.clipboard.writeText(text);
    notifications.show({ message: `Copied ${formatCount(rows.length)} rows as ${name}.` });
  };
  const [head = [], ...body] = table;
  return (
    <Menu position="top">
      <Menu.Target>
        <Button variant="default" size="xs">
          Copy
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void copy(markdownTable(table), 'Markdown')}>Markdown</Menu.Item>
        <Menu.Item onClick={() => void copy(csvText(head.map(String), body), 'CSV')}>CSV</Menu.Item>
        <Menu.Item onClick={() => void copy(latexTable(table), 'LaTeX')}>LaTeX</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
