'use client';

import { useEffect, useRef } from 'react';
import classes from './SectionNav.module.css';
import type { PageSectionName } from './sections.ts';
import { useSectionInSight } from './useSectionInSight.ts';

/** The page's sections, always in sight; the one that is being read is marked. */
export function SectionNav({ sections }: { sections: readonly PageSectionName[] }) {
  const current = useSectionInSight(sections.map(({ id }) => id));
  const list = useRef<HTMLUListElement>(null);
  // Where they do not fit beside each other, the marked one is moved into sight.
  useEffect(() => {
    const [frame, link] = [list.current, current && list.current?.querySelector(`[href="#${current}"]`)];
    if (!frame || !(link instanceof HTMLElement)) return;
    frame.scrollTo({ left: link.offsetLeft - (frame.clientWidth - link.offsetWidth) / 2 });
  }, [current]);
  return (
    <nav aria-label="Sections" className={classes.nav}>
      <ul ref={list} className={classes.list}>
        {sections.map(({ id, name }) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === current ? 'location' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
