import { isObject } from "./parse-body.ts";
import { checkLength, INVALID_PROPERTY, sizeBetween, type Path, type Report } from "./problems.ts";

/**
 * LINE reference, "Text message (v2)": braces come in pairs, `{{` and `}}` stand for themselves, every key has a
 * substitution, at most 100 of them, 20 emoji and 20 mentions. Mentions need a group, which the stand-in has none of.
 */
export function checkTextV2(report: Report, path: Path, message: Record<string, unknown>): void {
  checkLength(report, [...path, "text"], message.text, 5_000);
  const substitution = isObject(message.substitution) ? message.substitution : {};
  const bare = String(message.text).replaceAll("{{", "").replaceAll("}}", "");
  const keys = [...bare.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
  if (/[{}]/.test(bare.replace(/\{[^{}]*\}/g, ""))) report([...path, "text"], INVALID_PROPERTY);
  for (const key of keys) {
    if (!/^[a-zA-Z0-9_]{1,20}$/.test(key)) {
      const rule = "does not match the pattern '^[a-zA-Z0-9_]{1,20}$'.";
      report([...path, "text"], `The key '${key}' enclosed in '{}' ${rule}`);
    } else if (substitution[key] === undefined) {
      report([...path, "substitution", key], "must be specified");
    }
  }
  const values = Object.values(substitution).filter(isObject);
  if (values.length > 100) report([...path, "substitution"], sizeBetween(0, 100));
  const used = keys.map((key) => substitution[key]).filter(isObject);
  if (used.filter(({ type }) => type === "emoji").length > 20) {
    report([...path, "substitution"], sizeBetween(0, 20));
  }
  for (const [key, value] of Object.entries(substitution)) {
    if (isObject(value) && value.type === "mention") {
      report([...path, "substitution", key], INVALID_PROPERTY);
    }
  }
}
