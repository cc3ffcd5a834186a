// A page with its sheet, its boards and its slides beside it; what is saved comes to each by itself.
(async () => {
  const page = new URLSearchParams(location.search).get("page") || "site/index.html";
  const village = page.split("/").length > 3 || page.split("/")[1] !== "index.html" ? page.split("/")[1] : "";
  const panes = [];
  const main = document.querySelector("main");

  // One pane for the page, then one for each sort of paper and screen, with what there is of it to choose from.
  const pane = (choices) => {
    const section = main.appendChild(document.createElement("section"));
    const header = section.appendChild(document.createElement("header"));
    const frame = section.appendChild(document.createElement("iframe"));
    const select = header.appendChild(document.createElement("select"));
    for (const { label } of choices) select.append(new Option(label));
    const chosen = () => choices[select.selectedIndex];
    const show = () => { frame.src = `../${chosen().address}`; };
    select.onchange = show;
    show();
    panes.push({ frame, path: () => chosen().path });
  };
  pane([{ label: page.replace(/^site\//, "").replace(/index\.html$/, ""), path: page,
    address: page.replace(/^site\//, "") }]);
  const found = await (await fetch(`beside.json?${new URLSearchParams({ page })}`)).json();
  for (const sort of new Set(found.map((one) => one.sort))) pane(found.filter((one) => one.sort === sort));

  const said = document.querySelector("#said");
  const stream = new EventSource(`events?${new URLSearchParams({ village })}`);
  stream.onmessage = ({ data }) => {
    const news = JSON.parse(data);
    const wrong = news.problems.filter((one) => one.severity === "error");
    said.className = news.stopped || wrong.length ? "wrong" : "";
    said.textContent = [news.stopped || news.summary, news.busy,
      ...wrong.map((one) => `${[one.path, one.where].filter(Boolean).join(" ")}  ${one.message}\n${one.hint}`),
    ].filter(Boolean).join("\n");
    if (!found.length && news.changed?.some((path) => !path.startsWith("site/"))) location.reload();  // papers came
    for (const { frame, path } of panes) {
      const folder = path().replace(/index\.html$/, "");
      const own = path().endsWith(".html")
        ? (one) => one.startsWith(folder) || one.startsWith("site/assets/") : (one) => one === path();
      if (news.changed !== null && !news.changed.some(own)) continue;
      if (path().endsWith(".pdf")) frame.src = `${frame.src.split("?")[0]}?${news.version}`;
      else frame.contentWindow.postMessage({ changed: news.changed }, location.origin);
    }
  };
})();
