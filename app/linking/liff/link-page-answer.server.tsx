import type { Locale } from "#app/platform/i18n.ts";
import { assertNever } from "#app/platform/errors.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";
import { AddressPage, type AddressProblem } from "../components/liff/address-page.tsx";
import { CodePage } from "../components/liff/code-page.tsx";
import { FormConfirmPage } from "../components/liff/form-confirm-page.tsx";
import { type LiffApp, siteUrl } from "./find-liff-app.server.ts";
import { answerLiffRefusal } from "./liff-answers.server.tsx";
import { liffPaths } from "./liff-paths.ts";
import type { LinkPage } from "./read-link-page.server.ts";

/** HTTP's word for what is the matter with an address. */
const statuses: Record<AddressProblem["what"], number> = {
  invalid: 422,
  limited: 429,
  nobody: 422,
  no_email: 422,
  unclear: 503,
};

/** The page of a step on the way to a tie in LIFF, with what was wrong about the last one. */
export function answerLinkPage(options: {
  app: LiffApp;
  locale: Locale;
  page: Exclude<LinkPage, { step: "linked" }>;
  problem?: AddressProblem;
  typed?: string;
  /** After a wrong code */
  triesLeft?: number;
  wasUnlinked?: boolean;
}): Response {
  const { app, locale, page, problem, typed, triesLeft, wasUnlinked } = options;
  const paths = liffPaths(app.login.loginChannelId, locale);
  const common = {
    locale,
    shopName: app.shop.name,
    siteUrl: siteUrl(app, locale),
    action: paths.link,
    againUrl: paths.linkAgain,
  };
  switch (page.step) {
    case "closed":
      return answerLiffRefusal({ locale, app, reason: "closed" });
    case "ask":
      return renderPublicPage(
        <AddressPage {...common} {...page} {...{ problem, typed, wasUnlinked }} />,
        { status: problem ? statuses[problem.what] : 200, retryAfterSeconds: secondsOf(problem) },
      );
    case "code":
      return renderPublicPage(<CodePage {...common} {...page} triesLeft={triesLeft} />, {
        status: triesLeft === undefined ? 200 : 422,
      });
    case "confirm":
      return renderPublicPage(
        <FormConfirmPage {...common} {...page} privacyPolicyUrl={app.privacyPolicyUrl} />,
        { pictures: [page.line.pictureUrl] },
      );
    default:
      return assertNever(page);
  }
}

const secondsOf = (problem?: AddressProblem) =>
  problem?.what === "limited" ? problem.retryAfterSeconds : undefined;
