import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import Components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig } from 'vite';

const top = join(dirname(fileURLToPath(import.meta.url)), '..');

export default defineConfig({
  root: join(top, 'src/web'),
  cacheDir: join(top, 'node_modules/.vite'),
  plugins: [vue(), Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] })],
  build: {
    // The oldest browser courts still run: 360 secure browser on Chromium 86.
    target: 'chrome86',
    outDir: join(top, 'dist/web'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: Number(process.env.WEB_PORT ?? 5173),
    strictPort: true,
    proxy: { '/api': { target: process.env.API_ADDRESS ?? 'http://localhost:3000' } },
  },
});
