import { Button } from '@mantine/core';
import Link from 'next/link';
import { experimentId } from '../../ui/format.ts';
import { useSession, useWorkspacePath } from '../session/session.tsx';

interface CopyToNewProps {
  number: number;
  size?: 'xs' | 'sm';
}

/** The way to a new experiment that starts from all choices of this one; for whoever may start it. */
export function CopyToNew({ number, size = 'sm' }: CopyToNewProps) {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  if (workspace.role === 'VIEWER') return null;
  return (
    <Button
      component={Link}
      variant="default"
      size={size}
      href={to(`/experiments/new?from=${experimentId(number)}`)}
    >
      Copy to new
    </Button>
  );
}
