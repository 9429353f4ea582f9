import { readChannel } from "#app/channels/read-channel.server.ts";
import { createAnswerProgramme } from "#app/inbox/answers/answer-programme.server.ts";
import { pushBytes } from "#app/line/push.server.ts";
import { replyBytes } from "#app/line/reply.server.ts";
import { createLinkGreetingProgramme } from "#app/linking/link-greeting-programme.server.ts";
import { createLinkInviteProgramme } from "#app/linking/link-invite-programme.server.ts";
import { createDispatcher, type Dispatcher } from "#app/messages/dispatcher.server.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { createRecoveryProgramme } from "#app/recovery/recovery-programme.server.ts";

/** The ledger at work: every programme that sends, and the road to LINE. */
export function startDispatcher(): Pick<Dispatcher, "stop"> {
  const dispatcher = createDispatcher({
    pool,
    db,
    programmes: [
      createAnswerProgramme({ db }),
      createRecoveryProgramme({ pool }),
      createLinkInviteProgramme({ db }),
      createLinkGreetingProgramme({ db }),
    ],
    pushBytes,
    replyBytes,
    readCredentials: async (shopId) => (await readChannel({ db, shopId }))?.credentials ?? null,
    now,
    realTime,
  });
  dispatcher.start();
  return dispatcher;
}
