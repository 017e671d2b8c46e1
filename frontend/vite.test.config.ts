import { readdirSync } from "node:fs";
import { defineConfig } from "vite";

/** Compiles tests/ for Node's own runner. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: "build/tests",
    minify: false,
    rolldownOptions: { input: readdirSync("tests").map((name) => `tests/${name}`) },
  },
});
