import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { MemberPage } from "#app/linking/components/liff/member-page.tsx";
import { UnlinkPage } from "#app/linking/components/liff/unlink-page.tsx";
import { authenticateLiff } from "#app/linking/liff/authenticate-liff.server.ts";
import { answerLiffRefusal, goTo } from "#app/linking/liff/liff-answers.server.tsx";
import { liffPaths } from "#app/linking/liff/liff-paths.ts";
import { readMemberCard } from "#app/linking/liff/read-member-card.server.ts";
import { unlinkMember } from "#app/linking/liff/unlink-member.server.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";

/** The member card of who is linked, and the question before it ends. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const loginChannelId = params.channel ?? "";
  const visit = await authenticateLiff({ db, request, loginChannelId, realTime: realTime() });
  const { locale } = visit;
  const paths = liffPaths(loginChannelId, locale);
  if (visit.outcome === "no_app") return answerLiffRefusal({ locale, reason: "no_app" });
  if (visit.outcome === "unidentified") return goTo(paths.entry("card"));
  const { app, visitor } = visit;
  const { lineUserId } = visitor;
  const shopName = app.shop.name;
  const card = await readMemberCard({
    db,
    shopId: app.shop.id,
    channelId: app.channelId,
    lineUserId,
  });
  if (!card) return goTo(paths.link);
  const query = new URL(request.url).searchParams;
  if (query.get("step") === "unlink") {
    return renderPublicPage(
      <UnlinkPage locale={locale} shopName={shopName} linkId={card.linkId} action={paths.member} />,
    );
  }
  return renderPublicPage(
    <MemberPage
      locale={locale}
      shopName={shopName}
      card={card}
      unlinkUrl={paths.askUnlink}
      wasLinked={query.has("linked")}
    />,
  );
}

/** Unlinks, when who is linked says so. */
export async function action({ request, params }: ActionFunctionArgs) {
  const loginChannelId = params.channel ?? "";
  const visit = await authenticateLiff({ db, request, loginChannelId, realTime: realTime() });
  const { locale } = visit;
  const paths = liffPaths(loginChannelId, locale);
  if (visit.outcome === "no_app") return answerLiffRefusal({ locale, reason: "no_app" });
  if (visit.outcome === "unidentified") return goTo(paths.entry("card"));
  const { app, visitor } = visit;
  const result = await unlinkMember({
    db,
    shopId: app.shop.id,
    channelId: app.channelId,
    lineUserId: visitor.lineUserId,
    linkId: fieldOf(await readForm(request), "link"),
    now: now(),
  });
  if (result.outcome === "unknown_link")
    return answerLiffRefusal({ locale, app, reason: "unknown_link" });
  return goTo(`${paths.link}&unlinked=1`);
}
