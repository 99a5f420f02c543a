import { Tabs, type TabsListProps } from '@mantine/core';
import { useEffect, useRef } from 'react';

/** Tabs that a phone is too narrow for are scrolled: the chosen one comes into sight, with those beside it. */
export function TabList(props: TabsListProps) {
  const list = useRef<HTMLDivElement>(null);
  const seen = useRef<Element>(null);
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]');
    // Who scrolls on from there is not called back.
    if (!list.current || !tab || tab === seen.current) return;
    seen.current = tab;
    list.current.scrollLeft = tab.offsetLeft + (tab.offsetWidth - list.current.clientWidth) / 2;
  });
  return <Tabs.List ref={list} {...props} />;
}
