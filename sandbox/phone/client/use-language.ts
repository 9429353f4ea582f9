import { useEffect, useState } from "react";

export type Language = "ja" | "en";

const storageKey = "sandbox:language";
const stored = (): Language => (localStorage.getItem(storageKey) === "en" ? "en" : "ja");

/** The language of the sandbox's pages, kept by the browser. Pages that are open together change together. */
export function useLanguage() {
  const [language, setLanguage] = useState(stored);
  useEffect(() => {
    document.documentElement.lang = language;
    const follow = () => setLanguage(stored());
    // Fires in the other pages of this origin only.
    window.addEventListener("storage", follow);
    return () => window.removeEventListener("storage", follow);
  }, [language]);
  const choose = (next: Language) => {
    localStorage.setItem(storageKey, next);
    setLanguage(next);
  };
  return [language, choose] as const;
}
