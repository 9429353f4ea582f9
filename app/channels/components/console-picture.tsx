/** A small drawing of the place in LINE's console: where it is, the row to look for, and how it should stand. */
export function ConsolePicture({
  where,
  row,
  value,
}: {
  where: string;
  row: string;
  value: string;
}) {
  return (
    <div
      role="img"
      aria-label={`${where}: ${row} – ${value}`}
      style={{ border: "1px solid #c9cccf", borderRadius: 8, overflow: "hidden", maxWidth: 420 }}
    >
      <div style={{ background: "#f1f2f4", color: "#4a4a4a", fontSize: 12, padding: "6px 10px" }}>
        {where}
      </div>
      <div
        style={{
          display: "flex",
          flexWrap: "wrap",
          gap: 8,
          alignItems: "center",
          justifyContent: "space-between",
          padding: "10px",
          fontSize: 13,
        }}
      >
        <span>{row}</span>
        <span
          style={{
            border: "2px solid #05893d",
            borderRadius: 999,
            color: "#05622d",
            fontWeight: 600,
            padding: "2px 10px",
          }}
        >
          {value}
        </span>
      </div>
    </div>
  );
}
