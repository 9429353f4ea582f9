import { SkeletonDisplayText, Text } from "@shopify/polaris";

/** A number as large as a heading; while it is not known (null), something as high in its place. */
export function NumberText({ value }: { value: string | null }) {
  if (value !== null) {
    return (
      <Text as="p" variant="headingLg">
        {value}
      </Text>
    );
  }
  return (
    <div
      style={{
        blockSize: "var(--p-text-heading-lg-font-line-height)",
        overflow: "hidden",
        display: "grid",
        alignItems: "center",
      }}
    >
      <SkeletonDisplayText size="small" />
    </div>
  );
}
