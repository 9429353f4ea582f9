import { Avatar, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { Person } from "../read-person.server.ts";
import { FollowBadge, usePersonNames } from "./person-parts.tsx";

/** Who somebody is on LINE. */
export function FriendCard({ friend }: { friend: Person["friend"] }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const name = usePersonNames()({ friend, customer: null }).any;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("person.line")}
        </Text>
        {friend ? (
          <>
            <InlineStack gap="300" blockAlign="center" wrap={false}>
              <Avatar
                size="lg"
                name={name}
                initials={name.slice(0, 1)}
                source={friend.pictureUrl ?? undefined}
              />
              <BlockStack gap="100" inlineAlign="start">
                <Text as="p" fontWeight="semibold" breakWord>
                  {name}
                </Text>
                <FollowBadge state={friend.followState} />
              </BlockStack>
            </InlineStack>
            <Facts
              facts={[
                [
                  t("person.source"),
                  friend.source ? t(`sources.${friend.source}`) : t("person.unknown"),
                ],
                [t("person.since"), format.dateTime(friend.since)],
                [
                  t("person.followChangedAt"),
                  friend.followChangedAt && format.dateTime(friend.followChangedAt),
                ],
                [
                  t("person.language"),
                  friend.language && languageName(friend.language, format.locale),
                ],
              ]}
            />
          </>
        ) : (
          <Text as="p" tone="subdued">
            {t("person.noFriend")}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

/** Who somebody is in the store. */
export function CustomerCard({ customer }: { customer: Person["customer"] }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const name = usePersonNames()({ friend: null, customer }).any;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("person.shop")}
        </Text>
        {customer ? (
          <>
            <BlockStack gap="100">
              <Text as="p" fontWeight="semibold" breakWord>
                {name}
              </Text>
              <Link
                url={`shopify:admin/customers/${customer.number}`}
                target="_top"
                accessibilityLabel={t("list.openCustomer", { name })}
              >
                {t("person.openInShopify")}
              </Link>
            </BlockStack>
            <Facts
              facts={[
                [t("person.email"), customer.email],
                [t("person.phone"), customer.phone],
                [
                  t("person.orders"),
                  customer.numberOfOrders === null ? null : format.number(customer.numberOfOrders),
                ],
                [
                  t("person.spent"),
                  customer.amountSpent === null ? null : format.money(customer.amountSpent),
                ],
                [
                  t("person.lastOrder"),
                  customer.lastOrderAt && format.dateTime(customer.lastOrderAt),
                ],
                [t("person.customerTags"), customer.tags.join(", ") || null],
                [t("person.since"), format.dateTime(customer.since)],
              ]}
            />
          </>
        ) : (
          <Text as="p" tone="subdued">
            {t("person.noCustomer")}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

/** LINE tells languages as BCP 47 tags; what is none stays as it is told. */
function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}

/** Facts below each other; what is not known is left out. */
function Facts({ facts }: { facts: [label: string, value: string | null][] }) {
  return (
    <dl style={{ margin: 0, display: "grid", gap: "8px" }}>
      {facts.map(
        ([label, value]) =>
          value !== null && (
            <div key={label}>
              <dt>
                <Text as="span" tone="subdued" variant="bodySm">
                  {label}
                </Text>
              </dt>
              <dd style={{ margin: 0, overflowWrap: "anywhere" }}>
                <Text as="span">{value}</Text>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
