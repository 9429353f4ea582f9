import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";

/** The way to a page below this one. */
export function SubPageCard({
  title,
  about,
  open,
  url,
}: {
  title: string;
  about: string;
  /** What the button says. */
  open: string;
  url: string;
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <Text as="p" tone="subdued">
          {about}
        </Text>
        <InlineStack>
          <Button url={url}>{open}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
