import type { ReactNode } from "react";

/**
 * A row that scrolls sideways: a carousel, quick replies. It can be reached by the keyboard even where nothing in it can be
 * pressed, because its far end could not be seen otherwise.
 */
export function Scroller({
  className,
  label,
  children,
}: {
  className: string;
  label: string;
  children: ReactNode;
}) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling is the interaction
    <ul className={className} aria-label={label} tabIndex={0}>
      {children}
    </ul>
  );
}
