import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { countMatching } from "#app/people/count-matching.server.ts";
import { readPeopleFilter } from "#app/people/read-people-filter.server.ts";
import { peopleTaskKinds } from "#app/people/people-task.ts";
import { readPeopleTasks } from "#app/people/read-people-tasks.server.ts";
import { startPeopleTask } from "#app/people/start-people-task.server.ts";
import { undoPeopleTask } from "#app/people/undo-people-task.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";

/** How far what is done to many people has come, asked for again while it goes on. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  return { tasks: await readPeopleTasks({ db, shopId: shop.id, now: now() }) };
}

const taskKind = z.enum(peopleTaskKinds);

/** Begins something, takes it back, or counts to whom it would be done: posted, so that names searched for stand in no address. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const form = await readForm(request);
  const by = { db, shopId: shop.id, actor: `staff:${staff.id}`, now: now() };
  const intent = fieldOf(form, "intent");
  if (intent === "undo") {
    const taskId = z.uuid().safeParse(fieldOf(form, "taskId"));
    const { outcome } = taskId.success
      ? await undoPeopleTask({ ...by, taskId: taskId.data })
      : { outcome: "unknown_task" };
    if (outcome === "undoing") return data({ ok: true as const });
    return refused("unknown_task");
  }
  const filter = () => readPeopleFilter((name) => fieldOf(form, name), fieldOf(form, "q"));
  if (intent === "count") {
    const until = { since: by.now };
    return data({ count: await countMatching({ db, shopId: shop.id, filter: filter(), until }) });
  }
  const kind = taskKind.safeParse(intent);
  if (!kind.success) return data({ ok: false as const, error: "" }, { status: 400 });
  const tagId = z.uuid().safeParse(fieldOf(form, "tagId"));
  const personIds = fieldOf(form, "personIds");
  const started = await startPeopleTask({
    ...by,
    kind: kind.data,
    tagId: tagId.success ? tagId.data : null,
    to:
      fieldOf(form, "to") === "all"
        ? { filter: filter() }
        : { personIds: personIds ? personIds.split(",") : [] },
  });
  return started.outcome === "started" ? data({ ok: true as const }) : refused(started.reason);
}

function refused(error: "unknown_task" | "unknown_tag" | "nobody") {
  return data({ ok: false as const, error }, { status: 422 });
}
