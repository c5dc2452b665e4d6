// Opens reports in a real Chromium, light on a desk and dark on a phone, and prints what is to be said of each as JSON:
// axe-core's violations, what is wider than the screen, letters of charts that are too small, the colour of the paper
// when it is printed, and whatever the page asked for, said or ran.
// Usage: NODE_PATH=.../node_modules node browser.cjs CHROMIUM FILE...
const { chromium } = require("playwright-core");
const fs = require("node:fs");
const { pathToFileURL } = require("node:url");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

async function told(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const sizes = [...document.querySelectorAll("svg text")].map((text) => parseFloat(getComputedStyle(text).fontSize));
    return {
      overflow: wide,
      smallest: sizes.length ? Math.min(...sizes) : null,
      elements: document.querySelectorAll("*").length,
      canary: typeof globalThis.canary,
    };
  });
}

async function judged(page, tags) {
  await page.evaluate(AXE);
  const found = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly, resultTypes: ["violations"] }), tags);
  return found.violations.map((one) => ({ id: one.id, nodes: one.nodes.slice(0, 5).map((node) => `${node.html} ${node.failureSummary}`) }));
}

async function look(browser, file, scheme, width) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const asked = [], said = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("dialog", (dialog) => { said.push(dialog.message()); dialog.dismiss(); });
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(pathToFileURL(file).href);
  const plain = await told(page);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  const opened = await told(page);
  const violations = await judged(page, TAGS);
  await page.emulateMedia({ media: "print" });
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await context.close();
  return { file, scheme, width, asked, said, ...plain, overflowOpened: opened.overflow, smallestOpened: opened.smallest, paper, violations };
}

async function main() {
  const [executablePath, ...files] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const results = [];
  for (const file of files)
    for (const [scheme, width] of [["light", 1280], ["dark", 360]])
      results.push(await look(browser, file, scheme, width));
  await browser.close();
  process.stdout.write(JSON.stringify(results));
}

main().catch((error) => { console.error(error); process.exit(1); });
