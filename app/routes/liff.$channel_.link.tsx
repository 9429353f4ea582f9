import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { LiffVisit } from "#app/linking/liff/authenticate-liff.server.ts";
import { authenticateLiff } from "#app/linking/liff/authenticate-liff.server.ts";
import { askForCode } from "#app/linking/liff/ask-for-code.server.ts";
import { checkLinkCode } from "#app/linking/liff/check-link-code.server.ts";
import { confirmFormLink } from "#app/linking/liff/confirm-form-link.server.ts";
import { answerLiffRefusal, goTo } from "#app/linking/liff/liff-answers.server.tsx";
import { answerLinkPage } from "#app/linking/liff/link-page-answer.server.tsx";
import { liffPaths } from "#app/linking/liff/liff-paths.ts";
import { clientIp } from "#app/linking/liff/link-limits.ts";
import { proveByLineEmail } from "#app/linking/liff/prove-by-line-email.server.ts";
import { readLinkPage } from "#app/linking/liff/read-link-page.server.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";

type Known = Extract<LiffVisit, { outcome: "known" }>;

/** The way to a tie in LIFF: an address, a code, a confirmation. Opening it ties nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visit = await visitOf(request, params.channel);
  if (visit instanceof Response) return visit;
  const query = new URL(request.url).searchParams;
  const { page, paths } = await pageOf(visit, query.has("again"));
  if (page.step === "linked") return goTo(paths.member);
  return answerLinkPage({ ...visit, page, wasUnlinked: query.has("unlinked") });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const visit = await visitOf(request, params.channel);
  if (visit instanceof Response) return visit;
  const { app, visitor, locale } = visit;
  const form = await readForm(request);
  const intent = fieldOf(form, "intent");
  const asks = intent === "ask" || intent === "line_email";
  const { page, paths } = await pageOf(visit, asks);
  // Only who is not linked is asked anything.
  if (page.step === "linked") return goTo(paths.member);
  const mine = {
    db,
    shopId: app.shop.id,
    channelId: app.channelId,
    lineUserId: visitor.lineUserId,
    proofId: fieldOf(form, "proof"),
    now: now(),
    realTime: realTime(),
  };
  const who = { ...mine, shop: app.shop, visitor, locale, ip: clientIp(request) };

  if (asks && page.step !== "ask") return answerLinkPage({ ...visit, page });
  switch (intent) {
    case "ask": {
      const typed = fieldOf(form, "address");
      // Without a mail server there is nothing to ask for.
      if (page.step === "ask" && !page.canMail) return new Response(null, { status: 400 });
      const asked = await askForCode({ ...who, typed });
      if (asked.outcome === "asked") return goTo(paths.link);
      const problem =
        asked.outcome === "limited" ? { ...asked, what: asked.outcome } : { what: asked.outcome };
      return answerLinkPage({ ...visit, page, problem, typed });
    }
    case "line_email": {
      const proved = await proveByLineEmail(who);
      if (proved.outcome === "proved") return goTo(paths.link);
      const problem =
        proved.outcome === "limited"
          ? { ...proved, what: proved.outcome }
          : { what: proved.outcome };
      return answerLinkPage({ ...visit, page, problem });
    }
    case "code": {
      const checked = await checkLinkCode({ ...mine, typed: fieldOf(form, "code") });
      if (checked.outcome === "proved") return goTo(paths.link);
      if (checked.outcome === "refused")
        return answerLiffRefusal({ locale, app, reason: checked.reason });
      const { triesLeft } = checked;
      const wrong = { step: "code", proofId: mine.proofId } as const;
      return answerLinkPage({ ...visit, page: wrong, triesLeft });
    }
    case "confirm": {
      const linked = await confirmFormLink(mine);
      if (linked.outcome === "linked") return goTo(`${paths.member}&linked=1`);
      return answerLiffRefusal({ locale, app, reason: linked.reason });
    }
    default:
      return new Response(null, { status: 400 });
  }
}

/** Who is here; or the answer to who is not known: LIFF's own page, which asks LINE again. */
async function visitOf(request: Request, channel = ""): Promise<Known | Response> {
  const visit = await authenticateLiff({
    db,
    request,
    loginChannelId: channel,
    realTime: realTime(),
  });
  const { locale } = visit;
  if (visit.outcome === "no_app") return answerLiffRefusal({ locale, reason: "no_app" });
  return visit.outcome === "known" ? visit : goTo(liffPaths(channel, locale).entry("link"));
}

async function pageOf({ app, visitor, locale }: Known, asksAgain: boolean) {
  const { shop, channelId, login } = app;
  const times = { now: now(), realTime: realTime() };
  const page = await readLinkPage({ db, shopId: shop.id, channelId, visitor, asksAgain, ...times });
  return { page, paths: liffPaths(login.loginChannelId, locale) };
}
