'use client';

import { Kbd, Modal } from '@mantine/core';
import classes from './KeyHelp.module.css';
import type { KeyGroup } from './KeysProvider.tsx';

interface KeyHelpProps {
  groups: readonly KeyGroup[];
  isOpen: boolean;
  onClose: () => void;
}

/** The keys of the page, and those of every page. */
export function KeyHelp({ groups, isOpen, onClose }: KeyHelpProps) {
  return (
    // In parts, since the whole has a header that would be the page's second banner.
    <Modal.Root opened={isOpen} onClose={onClose} size={520}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title>Keys</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>
          <KeyList groups={groups} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Keys and what they do, under the name of the place that hears them. */
export function KeyList({ groups }: { groups: readonly Pick<KeyGroup, 'name' | 'lines'>[] }) {
  return (
    <>
      {groups.map(({ name, lines }) => (
        <section key={name} aria-label={name}>
          <h3 className={classes.name}>{name}</h3>
          <dl className={classes.keys}>
            {lines.map(([keys, what]) => (
              <div key={what}>
                <dt>
                  {keys.map((key) => (
                    <Kbd key={key} size="sm">
                      {key}
                    </Kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}
