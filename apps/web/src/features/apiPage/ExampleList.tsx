import { UnstyledButton } from '@mantine/core';
import classes from './ApiPage.module.css';
import { EXAMPLES, type ExampleSubjects } from './examples.ts';

interface ExampleListProps {
  subjects: ExampleSubjects;
  onOpen: (query: string, variables: Record<string, unknown>) => void;
}

/** One button an example; those that have nothing to be about yet say so. */
export function ExampleList({ subjects, onOpen }: ExampleListProps) {
  return (
    <ul className={classes.examples}>
      {EXAMPLES.map(({ title, say, query, variables, lacking }) => {
        const filled = variables(subjects);
        return (
          <li key={title}>
            <UnstyledButton
              className={classes.example}
              disabled={filled === null}
              onClick={() => filled && onOpen(query, filled)}
            >
              <span className={classes.exampleTitle}>{title}</span>
              <span className={classes.exampleSay}>{filled === null ? lacking : say}</span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
