'use client';

import { useLocalStorage } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';

interface NoticesChoice {
  isOn: boolean;
  turn: () => Promise<void>;
}

/** Whether one is told at once of what happens; kept in the browser, which is asked for its own notices too. */
export function useNoticesChoice(): NoticesChoice {
  const [isOn, setOn] = useLocalStorage({ key: 'asterism.notices', defaultValue: false });
  const turn = async () => {
    setOn(!isOn);
    if (isOn) return;
    const answer = 'Notification' in window ? await Notification.requestPermission() : 'denied';
    notifications.show({
      message:
        answer === 'granted'
          ? 'You will be told at once, by your browser too.'
          : 'You will be told here at once. Your browser does not allow notices of its own.',
    });
  };
  return { isOn, turn };
}
