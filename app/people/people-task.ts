/** What can be done to many people at once. */
export const peopleTaskKinds = ["tag_add", "tag_remove", "invite"] as const;
export type PeopleTaskKind = (typeof peopleTaskKinds)[number];

export type PeopleTaskState = "running" | "done" | "undoing" | "undone";

/** So many can be chosen by hand; beyond that, it is done to all that match. */
export const MAX_CHOSEN = 1_000;

export type ShownTask = {
  id: string;
  kind: PeopleTaskKind;
  tagName: string | null;
  state: PeopleTaskState;
  /** Null until they have been counted */
  total: number | null;
  seen: number;
  /** Who got or lost the tag, or was invited */
  changed: number;
  /** Why nobody could be invited */
  refused: "not_connected" | "no_webhook" | null;
  canUndo: boolean;
};
