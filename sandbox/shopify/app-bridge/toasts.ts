import type { HostChannel } from "./host-channel.ts";
import type { Toast } from "./protocol.ts";

type ToastOptions = {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
};

/** `shopify.toast`: drawn by the host. */
export function createToasts(host: HostChannel) {
  const options = new Map<string, ToastOptions>();
  let count = 0;
  host.on("toast", ({ id, kind }) => {
    const known = options.get(id);
    if (kind === "action") {
      known?.onAction?.();
      return;
    }
    options.delete(id);
    known?.onDismiss?.();
  });
  return {
    show(message: string, given: ToastOptions = {}): string {
      const id = `toast-${++count}`;
      options.set(id, given);
      const toast: Toast = {
        id,
        message,
        isError: given.isError ?? false,
        duration: given.duration ?? 5_000,
        action: given.action ?? null,
      };
      void host.call("toastShow", toast);
      return id;
    },
    hide(id: string): void {
      void host.call("toastHide", { id });
    },
  };
}
