import type { HostChannel } from "./host-channel.ts";
import type { SaveBarState } from "./protocol.ts";

/** Something that can stand behind the host's save bar. */
type SaveBarSource = {
  state(): Omit<SaveBarState, "isShown">;
  save(): void;
  discard(): void;
  /** Told when it is shown and hidden. */
  changed(isShown: boolean): void;
};

export type SaveBars = {
  register(id: string, source: SaveBarSource): void;
  unregister(id: string): void;
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
  isShown(id: string): boolean;
  /** Tells the host that a button's state has changed. */
  refresh(id: string): void;
  leaveConfirmation(): Promise<void>;
};

const hidden: SaveBarState = {
  isShown: false,
  isSaveDisabled: false,
  isDiscardDisabled: false,
  isLoading: false,
  confirmsDiscard: false,
};

/** The contextual save bars of this page; the host draws the one that is shown. */
export function createSaveBars(host: HostChannel): SaveBars {
  const sources = new Map<string, SaveBarSource>();
  let shown: string | null = null;

  const tell = () => {
    const source = shown === null ? undefined : sources.get(shown);
    return host.call("saveBar", source ? { ...source.state(), isShown: true } : hidden);
  };
  const hide = async (id: string) => {
    if (shown !== id) return;
    shown = null;
    sources.get(id)?.changed(false);
    await tell();
  };
  const show = async (id: string) => {
    const source = sources.get(id);
    if (!source) throw new Error(`There is no save bar with the id ${id}.`);
    if (shown === id) return;
    if (shown !== null) await hide(shown);
    shown = id;
    source.changed(true);
    await tell();
  };

  host.on("saveBar", ({ button }) => {
    const source = shown === null ? undefined : sources.get(shown);
    if (button === "save") source?.save();
    else source?.discard();
  });
  // The merchant has chosen to leave: the host has taken its bar away already.
  host.on("saveBarClosed", () => {
    if (shown === null) return;
    const id = shown;
    shown = null;
    sources.get(id)?.changed(false);
  });
  window.addEventListener("beforeunload", (event) => {
    if (shown !== null) event.preventDefault();
  });

  return {
    register: (id, source) => void sources.set(id, source),
    unregister(id) {
      void hide(id);
      sources.delete(id);
    },
    show,
    hide,
    toggle: (id) => (shown === id ? hide(id) : show(id)),
    isShown: (id) => shown === id,
    refresh(id) {
      if (shown === id) void tell();
    },
    leaveConfirmation: () => host.call("leaveConfirmation"),
  };
}

/** `<form data-save-bar>`: shown at the first change, submitted by Save, reset by Discard. */
export function connectForms(saveBars: SaveBars): void {
  const ids = new WeakMap<HTMLFormElement, string>();
  let count = 0;
  const formOf = (event: Event): HTMLFormElement | null =>
    (event.target as Element | null)?.closest?.<HTMLFormElement>("form[data-save-bar]") ?? null;
  const idOf = (form: HTMLFormElement): string => {
    const known = ids.get(form);
    if (known) return known;
    const id = `form-${++count}`;
    ids.set(form, id);
    saveBars.register(id, {
      state: () => ({
        isSaveDisabled: false,
        isDiscardDisabled: false,
        isLoading: false,
        confirmsDiscard: form.hasAttribute("data-discard-confirmation"),
      }),
      save: () => form.requestSubmit(),
      discard: () => form.reset(),
      changed: () => undefined,
    });
    return id;
  };
  for (const type of ["input", "change"]) {
    document.addEventListener(type, (event) => {
      const form = formOf(event);
      if (form) void saveBars.show(idOf(form));
    });
  }
  for (const type of ["submit", "reset"]) {
    document.addEventListener(type, (event) => {
      const form = formOf(event);
      if (form) void saveBars.hide(idOf(form));
    });
  }
}
