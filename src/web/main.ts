import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app.vue';
import { i18n } from './i18n.js';
import { usePreferences } from './preferences.js';
import { router } from './router.js';
import 'element-plus/theme-chalk/base.css';
import './styles/tokens.css';
import './styles/base.css';

const app = createApp(App).use(createPinia()).use(i18n);
usePreferences();
app.use(router).mount('#app');
