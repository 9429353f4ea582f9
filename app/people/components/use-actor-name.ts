import { useTranslation } from "react-i18next";

/** Who did something, as the audit log has them: `staff:42`, `customer`, `musubi`. */
export function useActorName() {
  const { t } = useTranslation("people");
  return (actor: string) => {
    const [who, id] = actor.split(":");
    return t(`person.actors.${who}`, { id, defaultValue: actor });
  };
}
