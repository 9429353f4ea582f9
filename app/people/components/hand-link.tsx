import {
  Banner,
  BlockStack,
  Button,
  ChoiceList,
  Form,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_REASON } from "#app/linking/staff-reason.ts";
import { useFormat } from "#app/ui/format.tsx";
import type { ListedPerson } from "../list-people.server.ts";
import { usePersonNames } from "./person-parts.tsx";
import { usePersonAction } from "./use-person-action.ts";

/** A pause in typing this long is taken for the end of a word. */
const PAUSE_MS = 300;
/** Who is not among these is found by another word. */
const SHOWN = 8;

/** Chooses who somebody is on the other side, and says why. */
export function HandLink({ isFriend, onClose }: { isFriend: boolean; onClose: () => void }) {
  const { t } = useTranslation("people");
  const [text, setText] = useState("");
  const [otherId, setOtherId] = useState("");
  const [reason, setReason] = useState("");
  const found = useFound(text);
  const { post, isBusy, error, errorCode } = usePersonAction(t("hand.done"), onClose);
  const isAboutReason = errorCode === "no_reason";
  return (
    <Form onSubmit={() => post({ intent: "link", otherId, reason })}>
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {t(isFriend ? "hand.titleCustomer" : "hand.titleFriend")}
        </Text>
        {error && !isAboutReason && <Banner tone="critical" title={error} />}
        <TextField
          label={t("hand.search")}
          type="search"
          autoComplete="off"
          maxLength={100}
          value={text}
          onChange={setText}
        />
        {text && found && <Found found={found} chosen={otherId} onChoose={setOtherId} />}
        <TextField
          label={t("hand.reason")}
          helpText={t("hand.reasonHelp")}
          autoComplete="off"
          maxLength={MAX_REASON}
          value={reason}
          error={isAboutReason ? error : undefined}
          onChange={setReason}
        />
        <Text as="p" tone="subdued">
          {t("hand.warning")}
        </Text>
        <InlineStack gap="200">
          <Button submit variant="primary" disabled={!otherId} loading={isBusy}>
            {t("hand.confirm")}
          </Button>
          <Button disabled={isBusy} onClick={onClose}>
            {t("unlink.cancel")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Form>
  );
}

function useFound(text: string) {
  const { post, found } = usePersonAction();
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(() => post({ intent: "find", q: text }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, post]);
  return found;
}

function Found({
  found,
  chosen,
  onChoose,
}: {
  found: ListedPerson[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation("people");
  const names = usePersonNames();
  const format = useFormat();
  if (found.length === 0) return <Text as="p">{t("hand.nobody")}</Text>;
  return (
    <>
      <ChoiceList
        title={t("hand.found")}
        selected={[chosen]}
        choices={found.slice(0, SHOWN).map((person) => ({
          value: person.id,
          label: names(person).any,
          // Many are called alike: a friend is told from another by when they came, if by anything.
          helpText: [
            person.customer?.email,
            t("hand.since", { date: format.dateTime(person.since) }),
            person.friend?.source && t(`sources.${person.friend.source}`),
          ]
            .filter(Boolean)
            .join(" · "),
        }))}
        onChange={([id]) => onChoose(id ?? "")}
      />
      {found.length > SHOWN && (
        <Text as="p" tone="subdued" variant="bodySm">
          {t("hand.more")}
        </Text>
      )}
    </>
  );
}
