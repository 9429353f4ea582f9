import { useState } from "react";
import { useLanguage } from "../../phone/client/use-language.ts";
import type { SandboxJson } from "../sandbox-json.ts";
import { ClockBar } from "./clock-bar.tsx";
import { readSandbox } from "./control.ts";
import { Credentials } from "./credentials.tsx";
import { FaultPanel } from "./fault-panel.tsx";
import { MailList } from "./mail-list.tsx";
import { RequestTable } from "./request-table.tsx";
import { usePolled } from "./use-polled.ts";
import { words } from "./words.ts";
import type { Words } from "./words.ts";

const panes = ["storefront", "admin", "phone"] as const;
const views = [...panes, "tools"] as const;
const tools = ["steps", "credentials", "mails", "requests", "faults"] as const;
type Pane = (typeof panes)[number];

export function DeskApp() {
  const [language, setLanguage] = useLanguage();
  const [sandbox] = usePolled(readSandbox, 60_000);
  const [view, setView] = useState<(typeof views)[number]>("storefront");
  const [wide, setWide] = useState<Pane>();
  const [problem, setProblem] = useState<string>();
  const w = words[language];
  const onError = (error: unknown) => setProblem(w.failed(String(error)));
  return (
    <div className="dk-desk" data-view={view}>
      <header className="dk-header">
        <div className="dk-title">
          <h1>{w.title}</h1>
          <p>{w.lead}</p>
        </div>
        <ClockBar language={language} onError={onError} />
        <button
          type="button"
          className="dk-language"
          onClick={() => setLanguage(language === "ja" ? "en" : "ja")}
        >
          {w.language}
        </button>
      </header>
      <p role="status" className="dk-problem-bar">
        {problem}
      </p>
      {/* On a narrow screen only: there one pane is shown at a time. */}
      <nav className="dk-tabs" aria-label={w.views}>
        {views.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={view === name}
            onClick={() => setView(name)}
          >
            {w[name]}
          </button>
        ))}
      </nav>
      {sandbox && (
        <main className="dk-main" aria-label={w.title}>
          <div className="dk-panes" data-wide={wide}>
            {panes.map((name) => (
              <PaneFrame
                key={name}
                name={name}
                url={inLanguage(sandbox[name], language)}
                isWide={name === wide}
                onWide={() => setWide(name === wide ? undefined : name)}
                words={w}
              />
            ))}
          </div>
          <Tools sandbox={sandbox} words={w} onError={onError} />
        </main>
      )}
    </div>
  );
}

/** Storefront and admin take a language from the address and keep it. */
function inLanguage(address: string, language: string): string {
  const url = new URL(address);
  url.searchParams.set("locale", language);
  return url.href;
}

function PaneFrame({
  name,
  url,
  isWide,
  onWide,
  words: w,
}: {
  name: Pane;
  url: string;
  isWide: boolean;
  onWide: () => void;
  words: Words;
}) {
  const [loads, setLoads] = useState(0);
  return (
    <section className={`dk-pane dk-pane--${name}`} aria-label={w[name]}>
      <header>
        <h2>{w[name]}</h2>
        <button type="button" className="dk-widen" aria-pressed={isWide} onClick={onWide}>
          {isWide ? w.narrow : w.widen}
        </button>
        <button type="button" onClick={() => setLoads(loads + 1)}>
          {w.reload}
        </button>
        <a href={url} target="_blank" rel="noopener noreferrer">
          {w.newTab}
        </a>
      </header>
      <iframe key={loads} src={url} title={w[name]} allow="clipboard-write" />
    </section>
  );
}

function Tools({
  sandbox,
  words: w,
  onError,
}: {
  sandbox: SandboxJson;
  words: Words;
  onError: (error: unknown) => void;
}) {
  const [tool, setTool] = useState<(typeof tools)[number]>("steps");
  const [isFolded, setIsFolded] = useState(false);
  return (
    <section className="dk-tools" aria-label={w.tools} data-folded={isFolded || undefined}>
      <div className="dk-tool-tabs">
        {tools.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={tool === name}
            onClick={() => {
              setTool(name);
              setIsFolded(false);
            }}
          >
            {w[name]}
          </button>
        ))}
        <button
          type="button"
          className="dk-fold"
          aria-expanded={!isFolded}
          onClick={() => setIsFolded(!isFolded)}
        >
          {isFolded ? w.unfold : w.fold}
        </button>
      </div>
      <div className="dk-tool">
        {tool === "steps" && (
          <ol className="dk-steps">
            {w.stepList.map(([where, what]) => (
              <li key={what}>
                <b>{where}</b> {what}
              </li>
            ))}
          </ol>
        )}
        {tool === "credentials" && <Credentials sandbox={sandbox} words={w} />}
        {tool === "mails" && <MailList words={w} />}
        {tool === "requests" && <RequestTable words={w} />}
        {tool === "faults" && <FaultPanel words={w} onError={onError} />}
      </div>
    </section>
  );
}
