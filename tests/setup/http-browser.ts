/** A person's browser: cookies of each host for themselves, redirects followed across sites. */
export function createHttpBrowser() {
  const jars = new Map<string, Map<string, string>>();
  async function request(url: URL, init: RequestInit = {}): Promise<Response> {
    const jar = jars.get(url.host) ?? new Map<string, string>();
    jars.set(url.host, jar);
    const response = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
        "accept-language": "ja",
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, ...value] = (cookie.split(";")[0] ?? "").split("=");
      jar.set(name ?? "", value.join("="));
    }
    return response;
  }
  async function visit(address: string, init?: RequestInit, stopBefore?: RegExp) {
    let url = new URL(address);
    let response = await request(url, init);
    for (let hops = 0; hops < 12; hops++) {
      const location = response.headers.get("location");
      if (!location) break;
      url = new URL(location, url);
      if (stopBefore?.test(url.href)) break;
      response = await request(url);
    }
    return { url, status: response.status, html: await response.text() };
  }
  return {
    open: (address: string, stopBefore?: RegExp) => visit(address, undefined, stopBefore),
    submit: (address: string, fields: Record<string, string>, stopBefore?: RegExp) =>
      visit(address, { method: "POST", body: new URLSearchParams(fields) }, stopBefore),
  };
}
