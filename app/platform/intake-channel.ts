/** PostgreSQL's notification channel on which the webhook door calls the workers. */
export const INTAKE_CHANNEL = "intake";
