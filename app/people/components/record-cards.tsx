import { Badge, BlockStack, Box, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { Person } from "../read-person.server.ts";
import { useActorName } from "./use-actor-name.ts";

// What is known of a person, the newest of each, a row each.

export function OrdersCard({ orders }: { orders: Person["orders"] }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  return (
    <Records title={t("person.orderList.title")} none={t("person.orderList.none")}>
      {orders.map((order) => (
        <Record
          key={order.id}
          at={order.at}
          facts={
            <>
              <Text as="span">{format.money(order.total, order.currency)}</Text>
              {order.refunded > 0 && (
                <Badge tone="attention">
                  {t("person.orderList.refunded", {
                    amount: format.money(order.refunded, order.currency),
                  })}
                </Badge>
              )}
              {order.isCancelled && (
                <Badge tone="critical">{t("person.orderList.cancelled")}</Badge>
              )}
            </>
          }
        >
          <Link url={`shopify:admin/orders/${order.number}`} target="_top">
            {order.name ?? t("person.orderList.unnamed", { number: order.number })}
          </Link>
        </Record>
      ))}
    </Records>
  );
}

export function CheckoutsCard({ checkouts }: { checkouts: Person["checkouts"] }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  return (
    <Records title={t("person.checkoutList.title")} none={t("person.checkoutList.none")}>
      {checkouts.map((checkout) => (
        <Record
          key={checkout.id}
          at={checkout.at}
          facts={
            <>
              <Text as="span">{format.money(checkout.total, checkout.currency)}</Text>
              <Badge tone={checkout.completedAt ? "success" : "attention"}>
                {t(`person.checkoutList.${checkout.completedAt ? "completed" : "open"}`)}
              </Badge>
            </>
          }
        >
          <Text as="span">
            {[checkout.name, t("person.checkoutList.items", { count: checkout.itemCount })]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        </Record>
      ))}
    </Records>
  );
}

const TONES = {
  planned: undefined,
  held: "attention",
  dispatching: "info",
  accepted: "success",
  rejected: "critical",
  skipped: undefined,
  superseded: undefined,
  expired: undefined,
  unknown: "warning",
} as const satisfies Record<Person["sends"][number]["state"], string | undefined>;

/** What was sent, and what was not, and why. */
export function SendsCard({ sends }: { sends: Person["sends"] }) {
  const { t } = useTranslation(["people", "results"]);
  return (
    <Records title={t("person.sendList.title")} none={t("person.sendList.none")}>
      {sends.map(({ id, kind, state, reason, dueAt, acceptedAt }) => (
        <Record
          key={id}
          at={acceptedAt ?? dueAt}
          facts={
            <>
              <Badge tone={TONES[state]}>{t(`results:states.${state}`)}</Badge>
              {reason && (
                <Text as="span" tone="subdued" variant="bodySm">
                  {t(`results:reasons.${reason}`, { defaultValue: reason })}
                </Text>
              )}
            </>
          }
        >
          <Link url={`/app/sends/${id}`}>
            {t(`person.sendList.kinds.${kind}`, {
              defaultValue: t("person.sendList.kinds.other"),
            })}
          </Link>
        </Record>
      ))}
    </Records>
  );
}

/** What was done, by whom and why: the audit log's entries about this person. */
export function HistoryCard({ history }: { history: Person["history"] }) {
  const { t } = useTranslation("people");
  const actorName = useActorName();
  return (
    <Records title={t("person.history.title")} none={t("person.history.none")}>
      {history.map(({ id, at, actor, action, reason }) => (
        <Record
          key={id}
          at={at}
          facts={
            <Text as="span" tone="subdued">
              {actorName(actor)}
            </Text>
          }
        >
          <BlockStack>
            <Text as="span">
              {t(`person.history.actions.${action.replaceAll(/[.-]/g, "_")}`, {
                defaultValue: t("person.history.actions.other", { action }),
              })}
            </Text>
            {reason && (
              <Text as="span" tone="subdued" variant="bodySm" breakWord>
                {t("person.history.reason", { reason })}
              </Text>
            )}
          </BlockStack>
        </Record>
      ))}
    </Records>
  );
}

function Records({
  title,
  none,
  children,
}: {
  title: string;
  none: string;
  children: ReactNode[];
}) {
  const { t } = useTranslation("people");
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="baseline">
          <Text as="h2" variant="headingSm">
            {title}
          </Text>
          {children.length === 20 && (
            <Text as="span" tone="subdued" variant="bodySm">
              {t("person.newest")}
            </Text>
          )}
        </InlineStack>
        {children.length === 0 ? (
          <Text as="p" tone="subdued">
            {none}
          </Text>
        ) : (
          <BlockStack>{children}</BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}

function Record({ at, facts, children }: { at: string; facts: ReactNode; children: ReactNode }) {
  const format = useFormat();
  return (
    <Box borderColor="border" borderBlockStartWidth="025" paddingBlock="200">
      <InlineStack gap="200" align="space-between" blockAlign="center">
        <BlockStack>
          {children}
          <Text as="span" tone="subdued" variant="bodySm">
            {format.dateTime(at)}
          </Text>
        </BlockStack>
        <InlineStack gap="200" blockAlign="center">
          {facts}
        </InlineStack>
      </InlineStack>
    </Box>
  );
}
