/** A browser without a screen: keeps cookies per host, follows redirects of its own site, fills in forms. */
export function createBrowser(origin: string) {
  let cookies: Record<string, string> = {};
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(new URL(path, origin), {
      redirect: "manual",
      ...init,
      headers: {
        cookie: Object.entries(cookies)
          .map(([name, value]) => `${name}=${value}`)
          .join("; "),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(";")[0]!.split("=") as [string, string];
      cookies = { ...cookies, [name]: value };
    }
    return response;
  };
  const follow = async (response: Response, path: string): Promise<Page> => {
    const location = response.headers.get("location");
    const url = new URL(path, origin);
    if (location) return visit(new URL(location, url).href);
    return { status: response.status, url, html: await response.text() };
  };
  const visit = async (path: string): Promise<Page> => follow(await request(path), path);
  return {
    request,
    visit,
    async submit(path: string, fields: Record<string, string>): Promise<Page> {
      const body = new URLSearchParams(fields);
      return follow(await request(path, { method: "POST", body }), path);
    },
  };
}

export type Page = { status: number; url: URL; html: string };
