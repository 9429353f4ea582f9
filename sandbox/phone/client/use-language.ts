import { useEffect, useState } from "react";

export type Language = "ja" | "en";

const storageKey = "sandbox:language";
const stored = (): Language =>
  (localStorage.getItem(storageKey) ?? navigator.language).startsWith("ja") ? "ja" : "en";

/**
 * The language of the sandbox's pages: the browser's own until another is chosen, which the browser keeps. Pages that
 * are open together change together.
 */
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
