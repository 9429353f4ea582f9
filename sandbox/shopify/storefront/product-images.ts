import sharp from "sharp";

import { catalogue } from "../state/catalogue.ts";
import type { CatalogueEntry } from "../state/catalogue.ts";

const size = 1_024;

/** Draws each product's picture once, at its first request, and keeps it: JPEG, which LINE takes as well. */
export function createProductImages() {
  const drawn = new Map<string, Promise<Buffer>>();
  return {
    /** The picture of `{handle}.jpg`, or null when no product has one of that name. */
    async of(file: string): Promise<Buffer | null> {
      const entry = catalogue.find((each) => `${each.handle}.jpg` === file);
      if (!entry) return null;
      const picture = drawn.get(file) ?? draw(entry);
      drawn.set(file, picture);
      return picture;
    },
  };
}

function draw(entry: CatalogueEntry): Promise<Buffer> {
  const [light, deep] = entry.palette;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 400 400">
    <defs>
      <radialGradient id="ground" cx="50%" cy="38%" r="75%">
        <stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="${light}"/>
      </radialGradient>
      <linearGradient id="body" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stop-color="${deep}" stop-opacity=".78"/><stop offset="1" stop-color="${deep}"/>
      </linearGradient>
    </defs>
    <rect width="400" height="400" fill="url(#ground)"/>
    <ellipse cx="200" cy="318" rx="118" ry="16" fill="${deep}" opacity=".16"/>
    ${shapes[entry.art](light, deep)}
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 88 }).toBuffer();
}

const body = 'fill="url(#body)"';

const shapes: Record<CatalogueEntry["art"], (light: string, deep: string) => string> = {
  tea: (light) => `
    <rect x="130" y="96" width="140" height="222" rx="14" ${body}/>
    <rect x="130" y="96" width="140" height="34" rx="12" fill="#fff" opacity=".28"/>
    <rect x="156" y="158" width="88" height="112" rx="6" fill="#fffdf6"/>
    <path d="M200 250c-34-22-34-58 0-78 34 20 34 56 0 78zm0-70v70" fill="${light}" stroke="#5f8f5c" stroke-width="3"/>`,
  cup: (light) => `
    <path d="M122 150h156l-16 138c-3 20-16 30-34 30h-56c-18 0-31-10-34-30z" ${body}/>
    <ellipse cx="200" cy="150" rx="78" ry="20" fill="#fff" opacity=".55"/>
    <ellipse cx="200" cy="152" rx="64" ry="14" fill="${light}"/>
    <path d="M134 206c40 16 92 16 132 0" stroke="#fff" stroke-width="6" fill="none" opacity=".55"/>`,
  sweets: (light, deep) => `
    <rect x="88" y="196" width="224" height="118" rx="10" ${body}/>
    <rect x="100" y="206" width="200" height="98" rx="6" fill="#fffaf4"/>
    ${[0, 1, 2, 3, 4, 5, 6, 7].map((i) => flower(126 + (i % 4) * 50, 232 + Math.floor(i / 4) * 46, i % 2 ? light : deep)).join("")}
    <path d="M104 190c40-52 152-52 192 0z" ${body} opacity=".5"/>`,
  cloth: (light) => `
    <path d="M84 236c0-46 52-82 116-82s116 36 116 82-52 82-116 82-116-36-116-82z" ${body}/>
    <path d="M150 168c-30-40 0-78 44-18M250 168c30-40 0-78-44-18" ${body}/>
    <circle cx="200" cy="160" r="22" ${body} stroke="#fff" stroke-opacity=".5" stroke-width="3"/>
    ${[0, 1, 2, 3, 4].map((i) => `<path d="M${118 + i * 41} 216l20 34-20 34-20-34z" fill="none" stroke="${light}" stroke-width="3"/>`).join("")}`,
  incense: (light, deep) => `
    <rect x="92" y="282" width="216" height="34" rx="10" ${body}/>
    ${[0, 1, 2, 3, 4].map((i) => `<rect x="${146 + i * 26}" y="${150 - (i % 2) * 18}" width="6" height="${136 + (i % 2) * 18}" fill="${deep}"/>`).join("")}
    <path d="M200 118c-26-24 24-38 0-70M226 104c-20-18 18-30 2-52" stroke="${deep}" stroke-opacity=".35" stroke-width="6" fill="none" stroke-linecap="round"/>
    <rect x="92" y="282" width="216" height="9" rx="4" fill="${light}" opacity=".6"/>`,
  chopsticks: (light, deep) => `
    <g transform="rotate(24 200 200)">
      <path d="M166 60h16l-4 270h-8zM206 60h16l-4 270h-8z" ${body}/>
      <path d="M165 92h18v20h-18zM205 92h18v20h-18zM166 124h16v8h-16zM206 124h16v8h-16z" fill="${light}"/>
    </g>
    <rect x="110" y="262" width="180" height="22" rx="11" fill="#fff" stroke="${deep}" stroke-opacity=".4" stroke-width="3"/>`,
  umbrella: (light, deep) => `
    <path d="M70 214C84 130 140 84 200 84s116 46 130 130c-22-18-42-18-65 0-22-18-43-18-65 0-22-18-43-18-65 0-23-18-43-18-65 0z" ${body}/>
    <path d="M104 178c52-44 140-44 192 0" stroke="${light}" stroke-width="12" fill="none"/>
    <path d="M200 84v206c0 28-38 28-38 4" stroke="${deep}" stroke-width="8" fill="none" stroke-linecap="round"/>`,
  soap: (light) => `
    <rect x="104" y="196" width="192" height="118" rx="46" ${body}/>
    <rect x="126" y="214" width="148" height="80" rx="34" fill="#fff" opacity=".35"/>
    <circle cx="168" cy="158" r="22" fill="#fff" opacity=".8"/><circle cx="212" cy="134" r="14" fill="#fff" opacity=".8"/><circle cx="238" cy="164" r="17" fill="#fff" opacity=".8"/>
    <path d="M176 258c8-18 40-18 48 0-8 16-40 16-48 0z" fill="${light}"/>`,
  lamp: (light, deep) => `
    <ellipse cx="200" cy="190" rx="150" ry="140" fill="#fff7e0" opacity=".65"/>
    <path d="M142 96h116c26 56 26 132 0 188H142c-26-56-26-132 0-188z" fill="#fff3d8" stroke="${deep}" stroke-width="4"/>
    ${[0, 1, 2, 3, 4, 5].map((i) => `<path d="M${134 - Math.sin((i + 1) / 2.2) * 8} ${122 + i * 28}h${132 + Math.sin((i + 1) / 2.2) * 16}" stroke="${deep}" stroke-opacity=".45" stroke-width="3"/>`).join("")}
    <rect x="150" y="284" width="100" height="30" rx="6" ${body}/><circle cx="200" cy="190" r="26" fill="${light}"/>`,
};

function flower(x: number, y: number, color: string): string {
  const petals = [0, 72, 144, 216, 288].map(
    (turn) =>
      `<ellipse cx="${x}" cy="${y - 9}" rx="7" ry="10" transform="rotate(${turn} ${x} ${y})" fill="${color}"/>`,
  );
  return `${petals.join("")}<circle cx="${x}" cy="${y}" r="4" fill="#fff"/>`;
}
