const near = 'h1, h2, input[type="file"]';

/** Whoever was at something that vanishes goes on near by, and not at the top of the page: at the heading of what it stood in. */
export function keepFocus(page: HTMLElement): () => void {
  let path: readonly Element[] = [];
  const remember = ({ target }: FocusEvent) => {
    path = [];
    for (let at = target as Element | null; at && at !== page; at = at.parentElement) path = [...path, at];
  };
  const forget = () => {
    path = [];
  };
  const look = () => {
    const isLost =
      path.length > 0 && !path[0]!.isConnected && (document.activeElement ?? document.body) === document.body;
    if (!isLost) return;
    const around = [...path.filter((one) => one.isConnected), page];
    forget();
    const next = around.map((one) => one.querySelector<HTMLElement>(near)).find((one) => one !== null);
    if (!next) return;
    if (next.tagName !== 'INPUT') next.tabIndex = -1;
    next.focus();
  };
  const watching = new MutationObserver(look);
  watching.observe(page, { childList: true, subtree: true });
  page.addEventListener('focusin', remember);
  document.addEventListener('pointerdown', forget);
  return () => {
    watching.disconnect();
    page.removeEventListener('focusin', remember);
    document.removeEventListener('pointerdown', forget);
  };
}
