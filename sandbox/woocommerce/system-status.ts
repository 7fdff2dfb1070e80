import type { Route } from './route.ts';

/** `/system_status`, as far as a client needs it to learn what it talks to. */
export const SYSTEM_ROUTES: readonly Route[] = [
  {
    pattern: /^\/system_status$/,
    list: true,
    allow: 'GET',
    endpoints: {
      GET: {
        run: (call) => {
          const home = call.base.replace(/\/wp-json\/wc\/v3$/, '');
          return {
            body: {
              environment: {
                home_url: home,
                site_url: home,
                version: call.shop.behaviour.version,
                wp_version: '7.1',
                wp_multisite: false,
                language: call.shop.behaviour.language === 'de' ? 'de_DE' : 'en_US',
                php_version: '8.2.36',
                default_timezone: 'UTC',
              },
              settings: { api_enabled: false, currency: 'USD', currency_symbol: '&#36;' },
              security: { secure_connection: home.startsWith('https:'), hide_errors: true },
            },
          };
        },
      },
    },
  },
];
