export default function (config) {
  config.addCollection("villages", (api) => {
    const found = new Map();
    for (const page of api.getAll().filter((page) => page.data.village)) {
      if (!found.has(page.data.village)) found.set(page.data.village, []);
      found.get(page.data.village).push(page);
    }
    return [...found].map(([name, pages]) => ({ name, pages: pages.sort((a, b) => b.date - a.date) }));
  });
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.setQuietMode(true);
}

export const config = { dir: { input: ".", includes: "_includes" }, markdownTemplateEngine: false };
