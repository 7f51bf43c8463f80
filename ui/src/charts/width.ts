/** The width that a chart has, so that its text keeps its size on every screen. */
import { useEffect, useRef, useState } from "preact/hooks";

export function useWidth<T extends HTMLElement>(usual: number) {
  const box = useRef<T>(null);
  const [width, setWidth] = useState(usual);
  useEffect(() => {
    if (!box.current) return undefined;
    const watch = new ResizeObserver(([entry]) => { if (entry) setWidth(Math.max(80, Math.round(entry.contentRect.width))); });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return { box, width };
}
