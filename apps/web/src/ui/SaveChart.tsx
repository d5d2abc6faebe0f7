'use client';

import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useContext } from 'react';
import { pngOf, saveFile } from './chartFile.ts';
import { ChartSubject } from './chartSubject.ts';

interface SaveChartProps {
  /** Of the files, without ending. */
  name: string;
  csv: () => string;
  /** Null where the chart is not drawn. */
  svg: () => string | null;
}

/** Keeps a chart as a picture, or its numbers as a table. */
export function SaveChart({ name, csv, svg }: SaveChartProps) {
  const subject = useContext(ChartSubject);
  const file = subject === null ? name : `${subject} ${name}`;
  const withSvg = (use: (text: string) => unknown) => () => {
    const text = svg();
    if (text !== null) use(text);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Save ${name}`} title="Save">
          <IconDownload size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={withSvg(async (text) => saveFile(await pngOf(text), `${file}.png`))}>
          Picture (PNG)
        </Menu.Item>
        <Menu.Item onClick={withSvg((text) => saveFile(text, `${file}.svg`))}>Drawing (SVG)</Menu.Item>
        <Menu.Item onClick={() => saveFile(csv(), `${file}.csv`)}>Numbers (CSV)</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
