import type { ReactNode } from 'react';
import { Frame } from '../../../features/frame/Frame.tsx';
import { SessionGate } from '../../../features/session/session.tsx';

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <SessionGate>
      <Frame>{children}</Frame>
    </SessionGate>
  );
}
