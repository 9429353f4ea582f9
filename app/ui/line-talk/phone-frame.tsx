import type { ReactNode } from "react";

/** A phone with LINE's talk in it: the bot's name above, the talk on its wallpaper, and what one writes with below. */
export function PhoneFrame({
  title,
  header,
  children,
  footer,
}: {
  title: string;
  /** Stands before the title: the way back, an unread badge. */
  header?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <section className="lt-phone" aria-label={title}>
      <header className="lt-phone__header">
        {header}
        <h2 className="lt-phone__title">{title}</h2>
      </header>
      <div className="lt-phone__screen">{children}</div>
      {footer && <div className="lt-phone__footer">{footer}</div>}
    </section>
  );
}
