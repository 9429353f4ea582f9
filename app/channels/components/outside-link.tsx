import { Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** A link to LINE's own pages, in a tab of its own, which is said to whoever cannot see it. */
export function OutsideLink({ url, children }: { url: string; children: string }) {
  const { t } = useTranslation("settings");
  return (
    <Link url={url} target="_blank">
      {children}
      <Text as="span" visuallyHidden>
        {t("opensNewTab")}
      </Text>
    </Link>
  );
}
