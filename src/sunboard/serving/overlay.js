// The preview's own part of a page: what is wrong stands over the top, and what is saved comes by itself.
(() => {
  const own = document.currentScript.dataset;
  const page = "site/" + own.path + (own.path === "" || own.path.endsWith("/") ? "index.html" : "");
  const folder = page.slice(0, page.lastIndexOf("/") + 1);
  const village = own.path.includes("/") ? own.path.split("/")[0] : "";
  const missing = !document.body.querySelector("main, img");
  const kept = "sunboard " + page;
  let version = own.version;
  let stream = null;

  // A page is shown anew where it was: at the same height, with the same parts unfolded.
  const details = () => [...document.querySelectorAll("details")];
  const renew = () => {
    const open = details().map((one) => one.open);
    sessionStorage.setItem(kept, JSON.stringify({ top: scrollY, open }));
    location.reload();
  };
  const before = sessionStorage.getItem(kept);
  if (before) {
    sessionStorage.removeItem(kept);
    const { top, open } = JSON.parse(before);
    history.scrollRestoration = "manual";
    details().forEach((one, at) => { if (at in open) one.open = open[at]; });
    scrollTo(0, top);
  }

  const concerns = (changed) => changed === null || changed.some((path) =>
    path === page || path.startsWith("site/assets/") ||
    (path.startsWith(folder) && !path.endsWith(".html") && !path.endsWith(".json")));

  const style = `
    :host { all: initial }
    .bar { position: fixed; z-index: 2147483647; inset: auto 0 0 0; max-height: 60vh; overflow: auto;
      font: 16px/1.5 system-ui, sans-serif; background: #fff; color: #1a1a1a; border-top: 4px solid #2f6f4f;
      box-shadow: 0 -4px 24px #0005; display: none }
    .bar.shown { display: block }
    .bar.quiet { display: block; left: auto; border: 0; border-radius: 8px 0 0 0; opacity: .92 }
    .bar.quiet > * { padding: 4px 12px }
    .bar.wrong { inset: 0 0 auto 0; border-top: 0; border-bottom: 4px solid #b3261e }
    .bar > * { margin: 0; padding: 10px 16px }
    .head { display: flex; gap: 12px; align-items: baseline; flex-wrap: wrap; font-weight: 700 }
    .head a { margin-left: auto; color: #14508c }
    .head button { font: inherit; padding: 2px 12px; cursor: pointer }
    @media (max-width: 40em) { .head :is(a, button) { display: inline-flex; align-items: center; min-height: 44px } }
    .one { border-top: 1px solid #ddd }
    .one b { color: #b3261e; margin-right: 8px }
    .one.warning b { color: #8a5a00 }
    .one p { margin: 4px 0; white-space: pre-wrap; overflow-wrap: anywhere }
    .where { color: #555 }
    pre { margin: 4px 0; padding: 6px 10px; background: #f3f3f3; overflow-x: auto; font-size: 14px }
    .hint { color: #14502f }
    .busy { color: #555; font-weight: 400 }`;
  const host = document.createElement("sunboard-preview");
  const root = host.attachShadow({ mode: "open" });
  root.append(Object.assign(document.createElement("style"), { textContent: style }));
  const bar = root.appendChild(Object.assign(document.createElement("div"), { className: "bar" }));
  bar.setAttribute("role", "status");
  let folded = false;

  const put = (parent, tag, text, name = "") =>
    parent.appendChild(Object.assign(document.createElement(tag), { textContent: text, className: name }));

  const show = (news) => {
    const errors = news.problems.filter((one) => one.severity === "error");
    const mine = (one) => own.source && one.path === own.source;
    const told = [...errors, ...news.problems.filter((one) => one.severity === "warning" && mine(one))];
    told.sort((a, b) => mine(b) - mine(a));
    const wrong = Boolean(news.stopped || errors.length);
    const said = news.stopped || (errors.some(mine) ? news.labels.held : "") || (missing ? news.labels.missing : "");
    bar.replaceChildren();
    bar.className = "bar" + (wrong ? " wrong" : "") + (wrong || told.length || missing ? " shown" : " quiet");
    const head = put(bar, "div", "", "head");
    put(head, "span", said || news.summary);
    if (news.busy) put(head, "span", news.busy, "busy");
    const beside = put(head, "a", news.labels.beside);
    beside.href = `${own.top}_preview/beside.html?page=${encodeURIComponent(page)}`;
    if (told.length) {
      const fold = put(head, "button", folded ? news.labels.unfold : news.labels.fold);
      fold.onclick = () => { folded = !folded; show(news); };
    }
    for (const one of folded ? [] : told) {
      const shown = put(bar, "div", "", `one ${one.severity}`);
      const line = put(shown, "p", "");
      put(line, "b", one.label);
      put(line, "span", [one.path, one.where].filter(Boolean).join(" "), "where");
      put(shown, "p", one.message);
      if (one.quote) put(shown, "pre", one.quote);
      if (one.hint) put(shown, "p", one.hint, "hint");
    }
    document.documentElement.style.scrollPaddingTop = wrong ? `${bar.offsetHeight}px` : "";
  };

  const listen = () => {
    const asked = new URLSearchParams({ since: version, village });
    stream = new EventSource(`${own.top}_preview/events?${asked}`);
    stream.onmessage = ({ data }) => {
      const news = JSON.parse(data);
      version = news.version;
      if (concerns(news.changed) || (missing && news.changed?.some((path) => path.endsWith(".html")))) {
        stream.close();
        renew();
      } else {
        show(news);
      }
    };
  };
  const heed = () => {
    stream?.close();
    stream = null;
    if (!document.hidden) listen();  // a browser has few connections, and many pages may lie open
  };
  if (window.top === window) {
    document.body.append(host);
    document.addEventListener("visibilitychange", heed);
    addEventListener("pagehide", () => stream?.close());
    heed();
  } else {
    addEventListener("message", ({ data, origin }) => {
      if (origin === location.origin && data?.changed !== undefined && concerns(data.changed)) renew();
    });
  }
})();
