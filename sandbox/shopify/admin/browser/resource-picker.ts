import type { PickerOptions } from "../../app-bridge/protocol.ts";
import type { HostConfig } from "../app-page.ts";

type PickedVariant = { id: string; title: string; displayName: string; price: string };
type PickedProduct = { id: string; title: string; handle: string; variants: PickedVariant[] };

/** A basic picker of products or variants. Resolves with what was chosen, or undefined when it was cancelled. */
export async function pickResources(
  config: HostConfig,
  options: PickerOptions,
): Promise<object[] | undefined> {
  if (options.type === "collection") throw new Error("The stand-in has no collections.");
  const response = await fetch(`${config.base}/products.json`);
  const products = (await response.json()) as PickedProduct[];
  const resources: (PickedProduct | PickedVariant)[] =
    options.type === "product" ? products : products.flatMap((product) => product.variants);

  const dialog = document.createElement("dialog");
  dialog.className = "ask picker";
  dialog.setAttribute("aria-label", config.words.pickProducts);
  const form = document.createElement("form");
  form.method = "dialog";
  const list = document.createElement("ul");
  for (const resource of resources) {
    const input = document.createElement("input");
    input.type = options.multiple === false ? "radio" : "checkbox";
    input.name = "resource";
    input.value = resource.id;
    input.checked = options.selectionIds.includes(resource.id);
    const label = document.createElement("label");
    label.append(input, "displayName" in resource ? resource.displayName : resource.title);
    const item = document.createElement("li");
    item.append(label);
    list.append(item);
  }
  const cancel = document.createElement("button");
  cancel.textContent = config.words.cancelPicker;
  const choose = document.createElement("button");
  choose.textContent = config.words.choose;
  choose.value = "choose";
  choose.className = "primary";
  form.append(list, cancel, choose);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const chosen = new FormData(form).getAll("resource");
      dialog.remove();
      if (dialog.returnValue !== "choose") resolve(undefined);
      else resolve(resources.filter((resource) => chosen.includes(resource.id)));
    });
  });
}
