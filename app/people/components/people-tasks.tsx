import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Box, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { ShownTask } from "../people-task.ts";

const LOOK_EVERY_MS = 1_500;

const isUnderWay = ({ state }: ShownTask) => state === "running" || state === "undoing";

/**
 * What is being done to many people, with how far it has come, and what was done today, with the way back.
 *
 * @param props.onEnd is told when something under way has ended: the list may say something else now
 */
export function PeopleTasks({ tasks, onEnd }: { tasks: ShownTask[]; onEnd: () => void }) {
  const { t } = useTranslation("people");
  const { data, load } = useFetcher<{ tasks: ShownTask[] }>();
  const undoing = useFetcher<{ ok: boolean }>();
  // Whichever was read later: the page, or this.
  const shown =
    data && tasks.every(({ id }) => data.tasks.some((each) => each.id === id)) ? data.tasks : tasks;
  const isWaiting = shown.some(isUnderWay) || undoing.state !== "idle";
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => load("/app/people/tasks"), LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      onEnd();
    };
  }, [isWaiting, load, onEnd]);
  if (shown.length === 0) return null;
  return (
    <BlockStack gap="200">
      {undoing.data?.ok === false && <Banner tone="critical" title={t("tasks.cannotUndo")} />}
      {shown.map((task) => (
        <Task
          key={task.id}
          task={task}
          isBusy={undoing.state !== "idle"}
          onUndo={() =>
            void undoing.submit(
              { intent: "undo", taskId: task.id },
              { method: "post", action: "/app/people/tasks" },
            )
          }
        />
      ))}
    </BlockStack>
  );
}

function Task({ task, isBusy, onUndo }: { task: ShownTask; isBusy: boolean; onUndo: () => void }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { kind, state, tagName, total, seen, changed, refused } = task;
  const labelId = `task-${task.id}`;
  const what = t(`tasks.${kind}`, { tag: tagName });
  return (
    <Box background="bg-surface" borderRadius="300" padding="300" shadow="100">
      <BlockStack gap="200">
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <Text as="p" breakWord id={labelId}>
            {refused
              ? t(`tasks.refused.${refused}`)
              : t(`tasks.states.${state}`, {
                  what,
                  seen: format.number(seen),
                  total: total === null ? "…" : format.number(total),
                  changed: format.number(changed),
                })}
          </Text>
          {task.canUndo && (
            <Button
              size="slim"
              disabled={isBusy}
              accessibilityLabel={t("tasks.undoNamed", { what })}
              onClick={onUndo}
            >
              {t("tasks.undo")}
            </Button>
          )}
        </InlineStack>
        {state === "running" && (
          <ProgressBar
            size="small"
            ariaLabelledBy={labelId}
            progress={total ? Math.min(100, (100 * seen) / total) : 0}
          />
        )}
      </BlockStack>
    </Box>
  );
}
