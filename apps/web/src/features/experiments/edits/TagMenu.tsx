'use client';

import { Button, Popover, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import classes from './Edits.module.css';

interface TagMenuProps {
  rows: readonly { tags: readonly string[] }[];
  position?: 'top' | 'bottom-end';
  size?: 'xs' | 'sm';
  onTag: (name: string) => Promise<void>;
  onUntag: (name: string) => Promise<void>;
}

/** Adds tags to experiments and takes theirs away. */
export function TagMenu({ rows, position = 'top', size = 'xs', onTag, onUntag }: TagMenuProps) {
  const [name, setName] = useState('');
  const tags = [...new Set(rows.flatMap((row) => row.tags))].sort();
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    setName('');
    void onTag(name.trim());
  };
  return (
    <Popover position={position} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size={size}>
          Tag
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label="Tags">
        <form className={classes.add} onSubmit={add}>
          <TextInput
            size="xs"
            label="Add a tag"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="xs">
            Add
          </Button>
        </form>
        {tags.map((tag) => (
          <div key={tag} className={classes.tag}>
            <span>{tag}</span>
            <Button variant="subtle" size="compact-xs" onClick={() => void onUntag(tag)}>
              Remove
            </Button>
          </div>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
