/**
 * The look of the pages that customers open: one card, no script, nothing loaded from elsewhere. Colours hold 4.5 to 1
 * on their ground (WCAG 2.1 AA).
 */
export const publicPageStyle = `
:root { color-scheme: light; --ink: #1a1c1d; --quiet: #5c6166; --line: #d9dcdf; --ground: #f3f4f5; --bad: #8e1f0b; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.7; overflow-wrap: anywhere;
  font-family: -apple-system, BlinkMacSystemFont, "Hiragino Sans", "Noto Sans JP", "Yu Gothic UI", Meiryo, sans-serif; }
main { max-width: 30rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
.card { background: #fff; border: 1px solid var(--line); border-radius: .75rem; padding: 1.5rem 1.25rem; }
.shop { margin: 0 0 .75rem; color: var(--quiet); font-size: .875rem; text-align: center; }
h1 { margin: 0 0 .75rem; font-size: 1.25rem; line-height: 1.4; }
h2 { margin: 0; font-size: .8125rem; font-weight: 600; color: var(--quiet); }
p { margin: 0 0 .75rem; }
ul { margin: 0 0 1rem; padding-left: 1.25rem; font-size: .875rem; }
.quiet { color: var(--quiet); font-size: .875rem; }
.notice { border-left: .25rem solid #0a7a37; background: #eef8f1; padding: .5rem .75rem; }
.sides { display: grid; gap: .5rem; margin: 1rem 0; }
.side { display: flex; gap: .75rem; align-items: center; border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; }
.side p { margin: 0; }
.picture { width: 3rem; height: 3rem; flex: none; border-radius: 50%; object-fit: cover; background: #e3e5e7; }
.mark { display: grid; place-items: center; font-weight: 700; color: var(--quiet); }
.actions { display: grid; gap: .75rem; margin-top: 1.25rem; }
.button { display: block; width: 100%; border: 1px solid var(--ink); border-radius: .5rem; padding: .75rem 1rem; background: var(--ink);
  color: #fff; font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
.button.plain { background: #fff; color: var(--ink); }
.button.bad { background: var(--bad); border-color: var(--bad); }
.button:hover { opacity: .88; }
a { color: inherit; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid #0b63ce; outline-offset: 2px; }
.choice { display: flex; gap: .75rem; align-items: flex-start; border-top: 1px solid var(--line); padding: .875rem 0; }
.choice input { width: 1.25rem; height: 1.25rem; margin: .25rem 0 0; flex: none; accent-color: var(--ink); }
.choice label { display: block; font-weight: 600; }
.choice p { margin: 0; }
.label { display: block; font-weight: 600; }
.field { width: 100%; border: 1px solid #8a8f94; border-radius: .5rem; padding: .75rem; margin: .25rem 0 .5rem; background: #fff; color: inherit;
  font: inherit; }
.field[aria-invalid] { border-color: var(--bad); border-width: 2px; }
.field.code { font-size: 1.5rem; letter-spacing: .25em; }
.problem { color: var(--bad); font-weight: 600; }
.centred { margin: 0; text-align: center; }
.below { margin-top: 1.5rem; }
.member { border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin-bottom: .75rem; text-align: center; }
.member .name { font-size: 1.25rem; font-weight: 700; }
.member .number { margin: 0; font-size: 1.125rem; letter-spacing: .1em; font-variant-numeric: tabular-nums; }
.barcode { background: #fff; padding: .5rem 0; }
.barcode svg { display: block; width: 100%; height: 5.5rem; }
.languages { margin-top: 1rem; text-align: center; font-size: .875rem; }
`;

/** Shows `.late` after eight seconds: nobody waits longer without being told what to do. No script is needed for it. */
export const liffOpeningStyle = `
.late { animation: late 0s 8s both; }
.late + .late { margin-top: 1.25rem; }
@keyframes late { from { visibility: hidden; } to { visibility: visible; } }
`;
