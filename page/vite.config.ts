import { defineConfig } from "vite"

// Fixed names, no hashes: what is built is committed and built into the program.
export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 300,
    rollupOptions: {
      output: {
        entryFileNames: "app.js",
        chunkFileNames: "[name].js",
        assetFileNames: "app[extname]",
        inlineDynamicImports: true,
      },
    },
  },
  // For work on the page: `npm run dev` beside `runtilt serve`. The server takes changes from its own page only.
  server: {
    // The reference curves lie beside the report that draws them, too.
    fs: { allow: [".."] },
    proxy: {
      "/api": {
        target: "http://127.0.0.1:8437",
        changeOrigin: true,
        headers: { origin: "http://127.0.0.1:8437" },
      },
    },
  },
  test: { include: ["test/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0])
