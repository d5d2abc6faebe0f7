import { Empty } from '../ui/States.tsx';

export default function NotFound() {
  return (
    <main>
      <Empty title="There is no such page">
        The address may be cut short. <a href="/">Go home</a>.
      </Empty>
    </main>
  );
}
