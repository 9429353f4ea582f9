/** Shopify, "Privacy law compliance": the store owner has 30 days to answer. */
const DAYS_TO_ANSWER = 30;

/** When a customer who asked what is held about them must have the answer. */
export function answerDueAt(requestedAt: Date): Date {
  return new Date(requestedAt.getTime() + DAYS_TO_ANSWER * 24 * 60 * 60 * 1000);
}
