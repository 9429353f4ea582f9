import type pg from "pg";
import type { DueSend } from "#app/messages/programme.ts";
import { DROPPED_REASONS } from "#app/messages/trouble.ts";
import { RECOVERY } from "./plan-recovery.server.ts";
import type { RecoveryRules } from "./recovery-rules.ts";

// What readBatch asks of the database: each question once for the whole batch, in SQL, since this is asked about every
// message and Prisma's own work for a hundred keys costs more than PostgreSQL's.

export type FoundStep = {
  id: string;
  delayMinutes: number;
  isOn: boolean;
  activatedAt: Date | null;
  /** RecoveryContent, unchecked. */
  content: unknown;
};

export type FoundProgramme = {
  shop: { domain: string; locale: string; storefrontUrl: string | null };
  rules: RecoveryRules | null;
  steps: Map<string, FoundStep>;
};

/**
 * The shop with its rules and all its steps, also those that are switched off.
 *
 * @throws Error when there is no such shop
 */
export async function readProgramme(pool: pg.Pool, shopId: string): Promise<FoundProgramme> {
  const { rows } = await pool.query<ProgrammeRow>({
    name: "recovery.read-programme",
    text: `
      SELECT shop.domain, shop.locale, shop.storefront_url AS "storefrontUrl",
        CASE WHEN settings.shop_id IS NOT NULL THEN json_build_object(
          'isOn', settings.is_on, 'activatedAt', settings.activated_at,
          'fromMinute', settings.sending_from_minute, 'untilMinute', settings.sending_until_minute,
          'activityPauseMinutes', settings.activity_pause_minutes, 'quietMinutes', settings.quiet_minutes,
          'onlyNeverReminded', settings.only_never_reminded, 'timeZone', shop.time_zone) END AS rules,
        (SELECT json_agg(json_build_object('id', id, 'delayMinutes', delay_minutes, 'isOn', is_on,
           'activatedAt', activated_at, 'content', content)) FROM recovery_step WHERE shop_id = shop.id) AS steps
      FROM shop LEFT JOIN recovery_settings AS settings ON settings.shop_id = shop.id
      WHERE shop.id = $1`,
    values: [shopId],
  });
  const [row] = rows;
  if (!row) throw new Error(`There is no shop ${shopId}.`);
  const { rules, steps, ...shop } = row;
  return {
    shop,
    rules: rules && withDate(rules),
    steps: new Map((steps ?? []).map((step) => [step.id, withDate(step)])),
  };
}

type AsJson<Found> = Omit<Found, "activatedAt"> & { activatedAt: string | null };
type ProgrammeRow = FoundProgramme["shop"] & {
  rules: AsJson<RecoveryRules> | null;
  steps: AsJson<FoundStep>[] | null;
};

function withDate<Found extends { activatedAt: string | null }>(found: Found) {
  return { ...found, activatedAt: found.activatedAt === null ? null : new Date(found.activatedAt) };
}

/** What the database knows about one due send whose checkout is still there. */
export type FoundCase = {
  checkout: {
    id: string;
    customerGid: string | null;
    recoveryUrl: string | null;
    /** CheckoutLineItem[], unchecked. */
    lineItems: unknown;
    itemCount: number;
    currency: string;
    updatedAt: Date;
    isDeleted: boolean;
  };
  isOrdered: boolean;
  hasNewerCheckout: boolean;
  /** Sends about the same checkout that came due after this one and were not dropped. */
  laterSends: { partId: string | null; dueAt: string; mayHaveArrived: boolean }[];
  customerName: string | null;
  /** Whom the customer is linked to. */
  friend: {
    id: string;
    displayName: string | null;
    preferencesCode: string;
    followState: string;
    isOptedOut: boolean;
    wasReminded: boolean;
    remindedElsewhereAt: Date | null;
  } | null;
};

/**
 * An order counts when it is the checkout's own, or of its cart or its customer since it began. One that was cancelled
 * since counts too: whoever cancelled does not want to be reminded. A message that may have arrived counts as arrived, also when the
 * merchant has laid it aside.
 *
 * @returns by send id; a send whose checkout is gone is missing
 */
export async function readCases(options: {
  pool: pg.Pool;
  shopId: string;
  sends: DueSend[];
  now: Date;
}): Promise<Map<string, FoundCase>> {
  const { pool, shopId, sends, now } = options;
  const { rows } = await pool.query<CaseRow>({
    name: "recovery.read-cases",
    text: `
      SELECT asked.send_id, checkout.id AS checkout_id, checkout.customer_gid, checkout.recovery_url,
        checkout.line_items, checkout.item_count, checkout.currency, checkout.shopify_updated_at,
        checkout.deleted_at IS NOT NULL AS is_deleted,
        checkout.completed_at IS NOT NULL
          OR EXISTS (SELECT FROM "order" WHERE shop_id = $1 AND checkout_token = checkout.token)
          OR EXISTS (SELECT FROM "order" WHERE shop_id = $1 AND cart_token = checkout.cart_token
                     AND shopify_created_at >= checkout.shopify_created_at)
          OR EXISTS (SELECT FROM "order" WHERE shop_id = $1 AND customer_gid = checkout.customer_gid
                     AND shopify_created_at >= checkout.shopify_created_at) AS is_ordered,
        EXISTS (SELECT FROM checkout AS newer
                WHERE newer.shop_id = $1 AND newer.customer_gid = checkout.customer_gid
                  AND newer.shopify_created_at > checkout.shopify_created_at
                  AND newer.deleted_at IS NULL AND newer.item_count > 0) AS has_newer_checkout,
        (SELECT json_agg(json_build_object('partId', part_id, 'dueAt', due_at,
           'mayHaveArrived', state NOT IN ('planned', 'held', 'dispatching'))) FROM send
         WHERE shop_id = $1 AND subject_id = checkout.id AND kind = $2 AND due_at > asked.due_at AND due_at <= $3
           AND (state IN ('planned', 'held', 'dispatching', 'accepted', 'unknown')
             OR state = 'skipped' AND reason = $4)) AS later_sends,
        customer.display_name AS customer_name, friend.id AS friend_id, friend.display_name, friend.preferences_code,
        friend.follow_state,
        EXISTS (SELECT FROM opt_out WHERE friend_id = friend.id AND kind = $2) AS is_opted_out,
        reminded.ever AS was_reminded, reminded.elsewhere_at AS reminded_elsewhere_at
      FROM unnest($5::uuid[], $6::uuid[], $7::timestamptz[]) AS asked (send_id, subject_id, due_at)
      JOIN checkout ON checkout.id = asked.subject_id AND checkout.shop_id = $1
      LEFT JOIN customer ON customer.shop_id = $1 AND customer.shopify_gid = checkout.customer_gid
        AND customer.deleted_at IS NULL
      LEFT JOIN link ON link.customer_id = customer.id
      LEFT JOIN friend ON friend.id = link.friend_id AND friend.shop_id = $1
      CROSS JOIN LATERAL (
        SELECT count(*) > 0 AS ever, max(accepted_at) FILTER (WHERE subject_id IS DISTINCT FROM checkout.id) AS elsewhere_at
        FROM send WHERE shop_id = $1 AND friend_id = friend.id AND kind = $2
          AND (state IN ('accepted', 'unknown') OR state = 'skipped' AND reason = $4)
      ) AS reminded`,
    values: [
      shopId,
      RECOVERY,
      now,
      DROPPED_REASONS.unknown,
      sends.map((send) => send.id),
      sends.map((send) => send.subjectId),
      sends.map((send) => send.dueAt),
    ],
  });
  return new Map(rows.map((row) => [row.send_id, toFoundCase(row)]));
}

type CaseRow = {
  send_id: string;
  checkout_id: string;
  customer_gid: string | null;
  recovery_url: string | null;
  line_items: unknown;
  item_count: number;
  currency: string;
  shopify_updated_at: Date;
  is_deleted: boolean;
  is_ordered: boolean;
  has_newer_checkout: boolean;
  later_sends: FoundCase["laterSends"] | null;
  customer_name: string | null;
  friend_id: string | null;
  display_name: string | null;
  preferences_code: string;
  follow_state: string;
  is_opted_out: boolean;
  was_reminded: boolean;
  reminded_elsewhere_at: Date | null;
};

function toFoundCase(row: CaseRow): FoundCase {
  return {
    checkout: {
      id: row.checkout_id,
      customerGid: row.customer_gid,
      recoveryUrl: row.recovery_url,
      lineItems: row.line_items,
      itemCount: row.item_count,
      currency: row.currency,
      updatedAt: row.shopify_updated_at,
      isDeleted: row.is_deleted,
    },
    isOrdered: row.is_ordered,
    hasNewerCheckout: row.has_newer_checkout,
    laterSends: row.later_sends ?? [],
    customerName: row.customer_name,
    friend:
      row.friend_id === null
        ? null
        : {
            id: row.friend_id,
            displayName: row.display_name,
            preferencesCode: row.preferences_code,
            followState: row.follow_state,
            isOptedOut: row.is_opted_out,
            wasReminded: row.was_reminded,
            remindedElsewhereAt: row.reminded_elsewhere_at,
          },
  };
}
