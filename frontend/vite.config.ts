import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vite";

/** A short name for this state of the sources: the service worker drops the caches of other builds. */
function buildName(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync("src", { recursive: true, withFileTypes: true })) {
    if (file.isFile()) hash.update(readFileSync(join(file.parentPath, file.name)));
  }
  return hash.digest("hex").slice(0, 12);
}

export default defineConfig({
  base: "/static/dist/",
  // The words that scripts say go with the page, so the server needs them too.
  plugins: [{ name: "strings", generateBundle() { this.emitFile({ type: "asset", fileName: "strings.json", source: readFileSync("src/strings.json", "utf8") }); } }],
  define: { __BUILD__: JSON.stringify(buildName()) },
  build: {
    outDir: "../src/vermilion/web/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    // light-dark(), :has() and nesting stay as written: browsers since spring 2024 know them.
    cssTarget: ["chrome125", "firefox128", "safari17.5"],
    target: ["chrome120", "firefox121", "safari17.2"],
    rolldownOptions: {
      checks: { eval: false }, // htmx has one; it is switched off (allowEval)
      input: { main: "src/main.ts", staff: "src/staff.ts", sw: "src/sw.ts" },
      external: [/^\/static\//], // marks and icons have addresses of their own
      output: {
        // A service worker's address never changes; everything else is named by what is in it.
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
