// The drawer of the navigation on narrow screens.
const button = document.querySelector<HTMLButtonElement>("[data-menu-button]");
const setOpen = (isOpen: boolean) => {
  document.body.classList.toggle("menu-open", isOpen);
  button?.setAttribute("aria-expanded", String(isOpen));
};
button?.addEventListener("click", () => setOpen(!document.body.classList.contains("menu-open")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") setOpen(false);
});
document.querySelector("#nav")?.addEventListener("click", (event) => {
  if ((event.target as Element).closest("a")) setOpen(false);
});
