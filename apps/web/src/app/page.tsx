import { FirstWorkspace } from '../features/session/session.tsx';

export default function Page() {
  return <FirstWorkspace />;
}
