import type { ReactNode } from "react";

/** A phone with LINE's talk in it: the bot's name above, the talk on its wallpaper, and what one writes with below. */
export function PhoneFrame({
  title,
  heading: Heading = "h2",
  header,
  actions,
  children,
  footer,
}: {
  title: string;
  /** `h1` where the phone is the whole page. */
  heading?: "h1" | "h2";
  /** Stands before the title: the way back, an unread badge. */
  header?: ReactNode;
  /** Stands at the far end of the header. */
  actions?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <section className="lt-phone" aria-label={title}>
      <header className="lt-phone__header">
        {header}
        <Heading className="lt-phone__title">{title}</Heading>
        {actions}
      </header>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a talk without buttons scrolls too */}
      <div className="lt-phone__screen" tabIndex={0}>
        {children}
      </div>
      {footer && <div className="lt-phone__footer">{footer}</div>}
    </section>
  );
}
