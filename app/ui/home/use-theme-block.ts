import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";

/** Whether a block or embed of ours stands in the theme, as Shopify tells; undefined until it has. */
export function useThemeBlock(): boolean | undefined {
  const shopify = useAppBridge();
  const [isActive, setIsActive] = useState<boolean>();
  useEffect(() => {
    let isWanted = true;
    shopify.app
      .extensions()
      .then((extensions) => {
        if (isWanted) setIsActive(extensions.some(hasActiveBlock));
      })
      // Shopify did not say: the step stays open, and its button leads to the theme editor, where it can be seen.
      .catch(() => isWanted && setIsActive(false));
    return () => {
      isWanted = false;
    };
  }, [shopify]);
  return isActive;
}

type Extension = Awaited<ReturnType<ReturnType<typeof useAppBridge>["app"]["extensions"]>>[number];

function hasActiveBlock(extension: Extension): boolean {
  return (
    extension.type === "theme_app_extension" &&
    extension.activations.some((block) => "status" in block && block.status === "active")
  );
}
