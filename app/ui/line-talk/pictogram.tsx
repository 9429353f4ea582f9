/** LINE's own small signs, drawn so that no emoji font is needed. */
const paths = {
  camera:
    "M9 4 7.5 6H4a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-3.5L15 4zm3 5a4 4 0 1 1 0 8 4 4 0 0 1 0-8",
  cameraRoll:
    "M4 3h16a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1m1 14h14l-4.5-6-3.5 4.5-2.5-3zM8 7a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3",
  location:
    "M12 2a7 7 0 0 1 7 7c0 5-7 13-7 13S5 14 5 9a7 7 0 0 1 7-7m0 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  file: "M6 2h8l5 5v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1m7 1.5V8h4.500z",
} as const;

export type PictogramName = keyof typeof paths;

export function Pictogram({ name }: { name: PictogramName }) {
  return (
    <svg className="lt-pictogram" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} fillRule="evenodd" />
    </svg>
  );
}
