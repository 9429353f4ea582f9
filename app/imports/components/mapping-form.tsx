import { useFetcher } from "@remix-run/react";
import {
  BlockStack,
  Box,
  Button,
  Checkbox,
  InlineError,
  InlineGrid,
  InlineStack,
  Scrollable,
  Select,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ColumnChoice, hasHeader } from "../column-choice.ts";
import type { FileHead } from "../read-head.server.ts";

const NONE = "none";

/** Three choices over the first lines of the file. */
export function MappingForm({ head, columns }: { head: FileHead; columns: ColumnChoice | null }) {
  const { t } = useTranslation("imports");
  const fetcher = useFetcher<{ ok: boolean; error?: string }>();
  const [first = []] = head.rows;
  const value = (index: number | null | undefined) => (index == null ? NONE : String(index));
  const [chosen, setChosen] = useState({
    line: value(columns?.line),
    customer: value(columns?.customer),
    email: value(columns?.email),
  });
  const [isHeader, setIsHeader] = useState(columns?.hasHeader ?? hasHeader(first));
  const isBusy = fetcher.state !== "idle";
  const error = isBusy ? undefined : fetcher.data?.error;
  const width = Math.max(...head.rows.map((row) => row.length));
  const options = [
    { value: NONE, label: t("mapping.none") },
    ...Array.from({ length: width }, (_, index) => ({
      value: String(index),
      label: t("mapping.column", { number: index + 1, name: first[index] ?? "" }),
    })),
  ];
  return (
    <BlockStack gap="400">
      <FirstRows head={head} width={width} />
      <InlineGrid columns={{ xs: 1, md: 3 }} gap="300">
        {(["line", "customer", "email"] as const).map((name) => (
          <Select
            key={name}
            label={t(`mapping.${name}`)}
            options={options}
            value={chosen[name]}
            error={Boolean(error)}
            onChange={(to) => setChosen({ ...chosen, [name]: to })}
          />
        ))}
      </InlineGrid>
      <Checkbox label={t("mapping.hasHeader")} checked={isHeader} onChange={setIsHeader} />
      <div role="status">
        {error && <InlineError fieldID="columns" message={t(`errors.${error}`)} />}
      </div>
      <InlineStack>
        <Button
          variant="primary"
          loading={isBusy}
          onClick={() =>
            fetcher.submit(
              { intent: "columns", ...chosen, hasHeader: String(isHeader) },
              { method: "post" },
            )
          }
        >
          {t("mapping.save")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function FirstRows({ head, width }: { head: FileHead; width: number }) {
  const { t } = useTranslation("imports");
  return (
    <Scrollable horizontal vertical={false} focusable>
      <table aria-label={t("mapping.rows")} style={{ borderCollapse: "collapse" }}>
        <thead>
          <tr>
            {Array.from({ length: width }, (_, index) => (
              <th key={index} scope="col" style={{ textAlign: "start", whiteSpace: "nowrap" }}>
                <Box padding="100">
                  <Text as="span" tone="subdued">
                    {t("mapping.columnHeading", { number: index + 1 })}
                  </Text>
                </Box>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {head.rows.map((row, place) => (
            <tr key={place}>
              {Array.from({ length: width }, (_, index) => (
                <td key={index} style={{ whiteSpace: "nowrap" }}>
                  <Box padding="100">{row[index] ?? ""}</Box>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
}
