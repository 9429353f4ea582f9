/**
 * Brings the block up to date: Liquid knows the state as of the customer's metafield, which is written seconds after
 * linking; the app knows it now. Without this script the block's link works all the same.
 */
(() => {
  if (customElements.get("musubi-line")) return;

  /** One question for all blocks of a page. */
  let answer;
  const ask = (url) => {
    answer ??= fetch(url, { headers: { accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : null))
      // Offline, or the app does not answer: what Liquid drew stands.
      .catch(() => null);
    return answer;
  };

  /** What happened, said once per page and taken out of the address. */
  const takeNews = () => {
    const url = new URL(location.href);
    const news = url.searchParams.get("musubi");
    if (news === null) return null;
    url.searchParams.delete("musubi");
    history.replaceState(history.state, "", url);
    return news;
  };

  class MusubiLine extends HTMLElement {
    async connectedCallback() {
      this.keepQuery();
      const news = takeNews();
      if (news === "linked" || news === "unlinked") {
        const place = this.querySelector(".musubi-line__news");
        place.textContent = place.dataset[news];
        // The block may stand far down the page that the customer comes back to.
        place.scrollIntoView({ block: "center" });
        this.show(news === "linked" ? "linked" : "not_linked");
      }
      if (!this.dataset.statusUrl) return;
      const status = await ask(this.dataset.statusUrl);
      if (!status) return;
      this.show(status.state);
      this.offerFriendship(status.addFriendUrl);
    }

    /** Liquid knows the path only; a chosen variant or a filter stands in the query. */
    keepQuery() {
      const url = new URL(location.href);
      url.searchParams.delete("musubi");
      for (const link of this.querySelectorAll("[data-musubi-way]")) {
        const way = new URL(link.href);
        way.searchParams.set("return_to", url.pathname + url.search);
        link.href = way.href;
      }
    }

    show(state) {
      this.dataset.state = state;
      for (const part of this.querySelectorAll("[data-when]")) {
        part.hidden = !part.dataset.when.split(" ").includes(state) || "silent" in part.dataset;
      }
    }

    offerFriendship(url) {
      const link = this.querySelector("[data-add-friend]");
      if (!link || !url) return;
      link.href = url;
      link.hidden = false;
    }
  }

  customElements.define("musubi-line", MusubiLine);
})();
