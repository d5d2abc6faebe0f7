'use client';

import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { csvText } from './chartFile.ts';
import { formatCount } from './format.ts';
import { latexTable, markdownTable, type TextTable } from './tableText.ts';

interface CopyTableProps {
  table: TextTable;
  /** What is copied, where several tables stand on a page. */
  label?: string;
}

/** A table for a text, a sheet or a paper. */
export function CopyTable({ table, label }: CopyTableProps) {
  const [head = [], ...body] = table;
  const copy = async (text: string, name: string) => {
    await navigator.clipboard.writeText(text);
    notifications.show({
      message: `Copied ${formatCount(body.length)} ${body.length === 1 ? 'row' : 'rows'} as ${name}.`,
    });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" aria-label={label && `Copy ${label}`}>
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
