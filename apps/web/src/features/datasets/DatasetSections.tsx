'use client';

import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchState } from '../../api/useSearchState.ts';
import classes from './DatasetSections.module.css';

export interface Section {
  /** In the address. */
  name: string;
  title: string;
  content: ReactNode;
}

/** The parts of a data set's page, one at a time; which one is in the address. The first is the usual one. */
export function DatasetSections({ sections }: { sections: readonly Section[] }) {
  const [search, change] = useSearchState();
  const first = sections[0]?.name ?? null;
  const open = sections.find(({ name }) => name === search.get('section'))?.name ?? first;
  return (
    <Tabs
      value={open}
      onChange={(name) => change({ section: name === first ? null : name })}
      keepMounted={false}
      classNames={{ list: classes.list, tab: classes.tab }}
    >
      <Tabs.List>
        {sections.map(({ name, title }) => (
          <Tabs.Tab key={name} value={name}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {sections.map(({ name, content }) => (
        <Tabs.Panel key={name} value={name} className={classes.panel}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
