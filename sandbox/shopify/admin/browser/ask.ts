/** Asks with two buttons in a modal dialog; resolves whether the second, risky one was chosen. */
export function ask(question: {
  title: string;
  text: string;
  stay: string;
  go: string;
}): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("aria-labelledby", "ask-title");
  const title = document.createElement("h2");
  title.id = "ask-title";
  title.textContent = question.title;
  const text = document.createElement("p");
  text.textContent = question.text;
  const form = document.createElement("form");
  form.method = "dialog";
  const stay = document.createElement("button");
  stay.textContent = question.stay;
  const go = document.createElement("button");
  go.textContent = question.go;
  go.value = "go";
  go.className = "critical";
  form.append(stay, go);
  dialog.append(title, text, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "go");
    });
  });
}
