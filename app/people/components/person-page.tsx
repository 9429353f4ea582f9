import { BlockStack, Layout, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Person } from "../read-person.server.ts";
import { ConsentCard } from "./consent-card.tsx";
import { CustomerCard, FriendCard } from "./identity-cards.tsx";
import { LinkCard } from "./link-card.tsx";
import { usePersonNames } from "./person-parts.tsx";
import { CheckoutsCard, HistoryCard, OrdersCard, SendsCard } from "./record-cards.tsx";
import { TagsCard } from "./tags-card.tsx";

/** One person: who they are on both sides, how the two are tied, and all that came of it. */
export function PersonPage({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  const { friend, customer } = person;
  const name = usePersonNames()(person).any;
  return (
    <Page title={name} backAction={{ content: t("title"), url: "/app/people" }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <LinkCard person={person} />
            <OrdersCard orders={person.orders} />
            <CheckoutsCard checkouts={person.checkouts} />
            <SendsCard sends={person.sends} />
            <HistoryCard history={person.history} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <FriendCard friend={friend} />
            <CustomerCard customer={customer} />
            {friend && <TagsCard tags={friend.tags} others={person.otherTags} />}
            {friend && <ConsentCard optOuts={friend.optOuts} />}
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
