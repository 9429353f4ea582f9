import { Text } from "@shopify/polaris";

const CELL = {
  padding: "var(--p-space-200)",
  borderBlockEnd: "1px solid var(--p-color-border-secondary)",
  whiteSpace: "nowrap",
} as const;

/**
 * Rows of numbers, each named by its first cell. Polaris' DataTable can't be scrolled by keyboard where it is wider than
 * the screen; this one can.
 */
export function NumberTable(props: { label: string; headings: string[]; rows: string[][] }) {
  const { label, headings, rows } = props;
  const align = (column: number) => (column === 0 ? "start" : "end");
  return (
    // A region that scrolls has to be reached by keyboard (WCAG 2.1.1).
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={label} tabIndex={0} style={{ overflowX: "auto" }}>
      <table style={{ inlineSize: "100%", borderCollapse: "collapse" }}>
        <thead>
          <tr>
            {headings.map((heading, column) => (
              <th key={heading} scope="col" style={{ ...CELL, textAlign: align(column) }}>
                <Text as="span" variant="bodySm" tone="subdued" fontWeight="medium">
                  {heading}
                </Text>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...numbers]) => (
            <tr key={name}>
              <th scope="row" style={{ ...CELL, textAlign: "start" }}>
                <Text as="span">{name}</Text>
              </th>
              {numbers.map((number, column) => (
                <td key={headings[column + 1]} style={{ ...CELL, textAlign: "end" }}>
                  <Text as="span" numeric>
                    {number}
                  </Text>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
