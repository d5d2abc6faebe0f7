import { Empty } from '../ui/States.tsx';

export default function NotFound() {
  return (
    <main className="alone">
      <Empty title="There is no such page" isPage>
        <p>
          The address may be cut short, or what it named is gone. <a href="/">Go home</a>.
        </p>
      </Empty>
    </main>
  );
}
