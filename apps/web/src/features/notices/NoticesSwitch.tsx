'use client';

import { ActionIcon, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { Notices } from './Notices.tsx';

/** Whether one is told when experiments are over; kept in the browser, which is asked for its own notices too. */
export function NoticesSwitch() {
  const [isOn, setOn] = useLocalStorage({ key: 'asterism.notices', defaultValue: false });
  const label = isOn ? 'Stop telling me when experiments are over' : 'Tell me when experiments are over';
  const turn = async () => {
    setOn(!isOn);
    if (isOn) return;
    const answer = 'Notification' in window ? await Notification.requestPermission() : 'denied';
    notifications.show({
      message:
        answer === 'granted'
          ? 'You will be told when experiments are over, by your browser too.'
          : 'You will be told here when experiments are over. Your browser does not allow notices of its own.',
    });
  };
  return (
    <>
      {isOn && <Notices />}
      <Tooltip label={label}>
        <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={turn}>
          {isOn ? <IconBell size={18} stroke={1.6} /> : <IconBellOff size={18} stroke={1.6} />}
        </ActionIcon>
      </Tooltip>
    </>
  );
}
