import { useState } from "react";
import { createRoot } from "react-dom/client";
import { useLive } from "#app/ui/live/use-live.ts";

// A page that draws what it is told, and asks with a session token as App Bridge has every page do.
const { token, since } = JSON.parse(document.body.dataset.test ?? "{}") as Record<string, string>;
const original = window.fetch.bind(window);
window.fetch = (input, init) => {
  const request = new Request(input, init);
  request.headers.set("authorization", `Bearer ${token}`);
  return original(request);
};

function Page() {
  const [ids, setIds] = useState<string[]>([]);
  const [resets, setResets] = useState(0);
  const state = useLive({
    since: since ?? "",
    onChanges: (events) => setIds((before) => [...before, ...events.map(({ id }) => id)]),
    onReset: () => setResets((before) => before + 1),
  });
  return (
    <main>
      <p id="state">{state}</p>
      <p id="resets">{resets}</p>
      <ul>
        {ids.map((id, index) => (
          <li key={index}>{id}</li>
        ))}
      </ul>
    </main>
  );
}

createRoot(document.body.appendChild(document.createElement("div"))).render(<Page />);
