import type { ReactNode } from "react";

/** A phone with LINE's talk in it: the bot's name above, the talk on its wallpaper, and what one writes with below. */
export function PhoneFrame({
  title,
  header,
  actions,
  children,
  footer,
}: {
  title: string;
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
        <h2 className="lt-phone__title">{title}</h2>
        {actions}
      </header>
      <div className="lt-phone__screen">{children}</div>
      {footer && <div className="lt-phone__footer">{footer}</div>}
    </section>
  );
}
