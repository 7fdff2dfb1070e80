// Made by web/tools/generate-types.ts from docs/openapi.json.
export interface paths {
  '/setup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the first user must be made, by the link that the service prints */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              needed: boolean;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /** Make the first user by the one-time link, and sign in */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            login: string;
            password: string;
            link: string;
          };
        };
      };
      responses: {
        /** @description Success */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Session'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is signed in, and what they may do */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Identity'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /** Sign in */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            login: string;
            password: string;
          };
        };
      };
      responses: {
        /** @description Success */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Session'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    /** Sign out */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @enum {boolean} */
              done: true;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/session/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Change your own password; your other sessions end */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            current: string;
            next: string;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @enum {boolean} */
              done: true;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All users */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['User'][];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /** Add a user */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            login: string;
            password: string;
            /** @enum {string} */
            role: 'viewer' | 'operator' | 'admin';
          };
        };
      };
      responses: {
        /** @description Success */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/users/{login}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change role or password of a user, or end the right to sign in */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          login: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {string} */
            role?: 'viewer' | 'operator' | 'admin';
            disabled?: boolean;
            password?: string;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All tokens, without their text */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['ApiToken'][];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /** Make a token; its text is shown this once */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            /** @enum {string} */
            scope: 'read' | 'write';
          };
        };
      };
      responses: {
        /** @description Success */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              token: components['schemas']['ApiToken'];
              text: string;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/tokens/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke a token */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ApiToken'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who did what and when, the newest first */
    get: {
      parameters: {
        query?: {
          /** @description nextCursor of the page before. */
          cursor?: number | null;
          limit?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['AuditEntry'][];
              /** @description Null on the last page. */
              nextCursor: number | null;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All backends, by name */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['Backend'][];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /** Pair a store with an Odoo; both connections are tested first */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewBackend'];
        };
      };
      responses: {
        /** @description Success */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Backend'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One backend */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Backend'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Take a backend out of use; Odoo keeps what was created */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RemovedBackend'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change a backend; connections are tested first */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['BackendChange'];
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Backend'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/backends/{backend}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Try both connections */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ConnectionTest'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/take-back': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What only this backend created in Odoo and nobody else uses; nothing is changed */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TakeBack'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /** Archive that, and take the backend out of use */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TakenBack'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connect/store/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What is at the address of a store, as it was typed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            address: string;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StoreCheck'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connect/odoo/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What is at the address of an Odoo, as it was typed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            address: string;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OdooCheck'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connect/odoo/sign-in': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Try a sign-in to Odoo: companies, rights that are missing, the app; nothing is stored */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            url: string;
            database: string;
            login: string;
            secret: string;
            companyId?: number;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OdooSignIn'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/policies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The settings of a backend that decide what a sync does, each value with its consequence */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['Policy'][];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connect/store/consent': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Begin WooCommerce's own consent; open authorizeUrl in the browser */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            address: string;
          };
        };
      };
      responses: {
        /** @description Success */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StoreConsent'] & {
              authorizeUrl: string;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connect/store/consent/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the store has handed its keys over */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StoreConsent'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Forget keys that are not wanted any more */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @enum {boolean} */
              done: true;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/connect/store/keys/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Where the store posts its keys; the token works once */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          token: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            user_id: string;
            consumer_key: string;
            consumer_secret: string;
            key_permissions: string;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @enum {boolean} */
              done: true;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/odoo-app/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Which version is installed, and whether it needs an upgrade */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            url: string;
            database: string;
            login: string;
            /** @description API key or password of an administrator of Odoo; used for this request alone. */
            secret: string;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OdooAppStatus'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/odoo-app/install': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Install the app as an administrator of Odoo, who is not stored */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            url: string;
            database: string;
            login: string;
            /** @description API key or password of an administrator of Odoo; used for this request alone. */
            secret: string;
            /** @description The connector's user, who gets the app's group Connector. */
            connectorLogin?: string;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OdooAppInstalled'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/odoo-app/upgrade': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Bring the app up to date; rows are kept */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            url: string;
            database: string;
            login: string;
            /** @description API key or password of an administrator of Odoo; used for this request alone. */
            secret: string;
            /** @description The connector's user, who gets the app's group Connector. */
            connectorLogin?: string;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OdooAppInstalled'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/odoo-app/{series}/app.zip': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The app as a file, for an administrator who imports it in Odoo */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          series: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/zip': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/rows': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The lists of a backend, with how many rows have which status */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['RowList'][];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/rows/{type}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A page of a list */
    get: {
      parameters: {
        query?: {
          status?: string[];
          /** @description country:US; several must all match. */
          filter?: string[];
          /** @description Part of a name, key or value. */
          search?: string;
          /** @description key (the default), label, status, since or a filter; with "-" in front for descending. */
          sort?: string;
          /** @description nextCursor of the page before. */
          cursor?: string;
          limit?: number;
        };
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
          type: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['Row'][];
              /** @description Rows that match, on all pages. */
              total: number;
              nextCursor: string | null;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/rows/{type}/values': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The values of a filter with how many rows have each, the most frequent first */
    get: {
      parameters: {
        query: {
          filter: string;
        };
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
          type: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: {
                value: string;
                count: number;
              }[];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/rows/{type}/{key}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One row */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
          type: string;
          key: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Row'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/rows/{type}/{key}/left': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Leave what needs review as it is: it is not counted any more until its facts change */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
          type: string;
          key: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Row'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    /** Ask for a decision again */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
          type: string;
          key: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Row'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/rows/{type}/{key}/choice': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Choose the record that represents a row, as in the Odoo app; the next sync applies it */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
          type: string;
          key: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Null takes a choice back: the rules decide again. */
            recordId: number | null;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Row'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/rows/{type}/{key}/records': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Records of Odoo that may be chosen for a row, by a part of their name */
    get: {
      parameters: {
        query?: {
          search?: string;
        };
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
          type: string;
          key: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: {
                id: number;
                label: string;
              }[];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/agreements/{key}/align': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make Odoo agree on one point by one write, as an administrator of Odoo who is not stored */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
          key: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description align.to of the point, as it was shown. */
            to: string;
            login: string;
            /** @description API key or password; used for this request alone. */
            secret: string;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Aligned'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** SYNC METADATA, or a preview, which writes nothing */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description A text of your choice: the same request with the same text is carried out once. */
          'Idempotency-Key'?: string;
        };
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @default sync
             * @enum {string}
             */
            kind?: 'sync' | 'preview';
            choices?: components['schemas']['RunChoices'];
          };
        };
      };
      responses: {
        /** @description Success */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              backendId: string;
              joined: boolean;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Runs, the newest first */
    get: {
      parameters: {
        query?: {
          backend?: string;
          kind?: 'sync' | 'preview';
          status?: 'running' | 'done' | 'partial' | 'failed' | 'nothing';
          /** @description nextCursor of the page before. */
          cursor?: number | null;
          limit?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['Run'][];
              /** @description Null on the last page. */
              nextCursor: number | null;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs/{run}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One run, with its notes and how many operations there are of each domain and kind */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RunDetails'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs/{run}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop a run that is under way: the batch in hand is finished and recorded, and nothing else begins */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Run'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs/{run}/operations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What a run changed, or would change, and what became of it */
    get: {
      parameters: {
        query?: {
          /** @description nextCursor of the page before. */
          cursor?: number | null;
          limit?: number;
          domain?: 'geography' | 'settings' | 'currency' | 'taxes' | 'shipping' | 'payments';
          kind?: 'create' | 'link' | 'update' | 'archive' | 'keep' | 'conflict' | 'unsupported';
          status?: 'planned' | 'applied' | 'failed' | 'skipped' | 'kept';
          /** @description Part of a name or key. */
          search?: string;
        };
        header?: never;
        path: {
          run: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['RunOperation'][];
              /** @description Null on the last page. */
              nextCursor: number | null;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs/{run}/operations.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All operations of a run, for a spreadsheet */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs/{run}/operations.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All operations of a run, as a file */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RunOperation'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs/{run}/apply': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Apply exactly what a preview showed; refused (plan.moved_on) where anything would not be the same */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description A text of your choice: the same request with the same text is carried out once. */
          'Idempotency-Key'?: string;
        };
        path: {
          run: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              backendId: string;
              joined: boolean;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs/{run}/discard': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Decide against a preview: it can no longer be applied */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Preview'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/proofs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Checks of a backend, the newest first */
    get: {
      parameters: {
        query?: {
          kind?: 'taxes' | 'shipping' | 'orders';
          /** @description nextCursor of the page before. */
          cursor?: number | null;
          limit?: number;
        };
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['Proof'][];
              /** @description Null on the last page. */
              nextCursor: number | null;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /** Ask for a check; the service carries it out, after a restart too */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {string} */
            kind: 'taxes' | 'shipping' | 'orders';
            sample?: number;
            /**
             * @description Required for a production backend: both servers are asked many times.
             * @default false
             */
            confirm?: boolean;
          };
        };
      };
      responses: {
        /** @description Success */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              id: number;
              joined: boolean;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/proofs/{proof}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One check, with its causes and its rows by country */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          proof: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProofDetails'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/proofs/{proof}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop a check that waits or is under way: it removes what it made on either server, and keeps what it compared */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          proof: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Proof'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/proofs/{proof}/rows': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The comparisons of a check, a page at a time */
    get: {
      parameters: {
        query?: {
          state?: ('differs' | 'cent' | 'not_probed' | 'limited' | 'exempt' | 'note' | 'equal')[];
          cause?: string;
          country?: string;
          /** @description Part of a place, reason or remedy. */
          search?: string;
          /** @description position: the most urgent first. */
          sort?: 'position' | '-position' | 'place' | '-place' | 'country' | '-country' | 'cause' | '-cause';
          /** @description nextCursor of the page before. */
          cursor?: string;
          limit?: number;
        };
        header?: never;
        path: {
          proof: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['ProofRow'][];
              total: number;
              nextCursor: string | null;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/proofs/{proof}/rows.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The comparisons of a check, for a spreadsheet */
    get: {
      parameters: {
        query?: {
          state?: ('differs' | 'cent' | 'not_probed' | 'limited' | 'exempt' | 'note' | 'equal')[];
          cause?: string;
          country?: string;
          /** @description Part of a place, reason or remedy. */
          search?: string;
        };
        header?: never;
        path: {
          proof: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every backend with its last run, its schedules and its Odoo */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['BackendStatus'][];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/schedules/{kind}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Set when a backend is synced or checked by itself */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
          /** @description sync: applies changes; check: plans and reports what has changed, writes nothing; verify: checks on both servers that they agree. */
          kind: 'sync' | 'check' | 'verify';
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @default null */
            cron?: string | null;
            /** @default null */
            everyMinutes?: number | null;
            /** @default UTC */
            timeZone?: string;
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Schedule'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    /** Remove a schedule */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
          /** @description sync: applies changes; check: plans and reports what has changed, writes nothing; verify: checks on both servers that they agree. */
          kind: 'sync' | 'check' | 'verify';
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              removed: boolean;
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** How WooCommerce and Odoo each calculate a tax or a shipping price */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {string} */
            domain: 'geography' | 'settings' | 'currency' | 'taxes' | 'shipping' | 'payments';
            /** @description As the command line takes them: { country: "US", state: "CA", postcode: "90210" } */
            values: {
              [key: string]: string;
            };
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Explanation'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/resolve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Which Odoo records the values of an order correspond to */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @enum {string} */
            domain: 'geography' | 'settings' | 'currency' | 'taxes' | 'shipping' | 'payments';
            /** @description As the command line takes them: { country: "US", state: "CA", postcode: "90210" } */
            values: {
              [key: string]: string;
            };
          };
        };
      };
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['Resolution'][];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/agreements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where both sides agree on what decides money */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              at: string;
              items: components['schemas']['Agreement'][];
              /** @description Domains that could not be read. */
              failures: {
                /** @enum {string} */
                domain: 'geography' | 'settings' | 'currency' | 'taxes' | 'shipping' | 'payments';
                code: string;
                message: string;
                hint?: string;
              }[];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/doctor': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Checks of this installation, both servers and the connection between them */
    get: {
      parameters: {
        query?: {
          backend?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['Check'][];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backends/{backend}/replacements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** States created by the connector for which Odoo has its own; both servers are read */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              items: components['schemas']['Replacement'][];
            };
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /** Use Odoo's own states: what uses the others follows, and those are renamed and stay */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description Name or id. */
          backend: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Success */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReplacedRecords'];
          };
        };
        /** @description An error, with the code and what to do now. */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description An error (RFC 9457). docs/troubleshooting.md lists all codes. */
    Problem: {
      /** @example urn:woo-odoo:error:backend.unknown */
      type: string;
      title: string;
      status: number;
      /** @description One sentence: what happened. */
      detail: string;
      /** @example backend.unknown */
      code: string;
      /** @description What to do now. */
      hint?: string;
      retryable: boolean;
    };
    Session: {
      login: string;
      /** @enum {string} */
      role: 'viewer' | 'operator' | 'admin';
      /** @description To be sent as X-CSRF-Token with every request that writes. */
      csrfToken: string;
      /** @description ISO 8601; moves on while the session is used. */
      expiresAt: string;
    };
    Identity: {
      /** @enum {string} */
      kind: 'user' | 'token';
      name: string;
      may: {
        operate: boolean;
        administer: boolean;
      };
      session: components['schemas']['Session'] | null;
    };
    User: {
      id: string;
      login: string;
      /** @enum {string} */
      role: 'viewer' | 'operator' | 'admin';
      createdAt: string;
      disabledAt: string | null;
    };
    ApiToken: {
      id: string;
      name: string;
      /** @enum {string} */
      scope: 'read' | 'write';
      createdBy: string;
      createdAt: string;
      lastUsedAt: string | null;
      revokedAt: string | null;
    };
    AuditEntry: {
      id: number;
      at: string;
      actor: string;
      action: string;
      backendId: string | null;
      detail: string;
    };
    Backend: {
      id: string;
      name: string;
      storeUrl: string;
      /** @enum {string} */
      storeSignIn: 'basic' | 'oauth1' | 'query';
      storeVersion: string | null;
      odooUrl: string;
      odooDatabase: string;
      odooLogin: string;
      odooCompanyId: number;
      odooCompanyName: string;
      /**
       * @description Shown as a ribbon in Odoo.
       * @enum {string}
       */
      environment: 'production' | 'staging';
      /**
       * @description What happens to a value that somebody changed in Odoo: keep it, or take the value of the store.
       * @enum {string}
       */
      onPersonChange: 'keep' | 'store_wins';
      /** @description Requests to the store in flight at once. */
      storeConcurrency: number;
      /**
       * @description What to do where several taxes of Odoo match a rate: create one, or ask.
       * @enum {string}
       */
      taxAmbiguous: 'create' | 'ask';
      /** @description The most fiscal positions that are created. */
      taxPositionLimit: number;
      /** @description The most taxes that are created without a question. */
      taxLimit: number;
      /**
       * @description What to do where fiscal positions of the chart of accounts stand in the way on Odoo 19: ask, or move them with every sync.
       * @enum {string}
       */
      taxPositionOrder: 'ask' | 'align';
      /**
       * @description What to do where fiscal positions of the chart of accounts do not replace the taxes of the store's products: ask, or have every sync add it.
       * @enum {string}
       */
      taxChartPositions: 'ask' | 'map';
      /**
       * @description What to do where the store's currency is inactive in Odoo.
       * @enum {string}
       */
      inactiveCurrency: 'activate' | 'ask';
      /**
       * @description Shipping prices in another currency than the company's: convert or refuse.
       * @enum {string}
       */
      shippingCurrency: 'convert' | 'refuse';
      /**
       * @description Whether a sync that changed something is followed by a check of both servers.
       * @enum {string}
       */
      verifyAfterSync: 'never' | 'after_changes';
      taxAccount: string | null;
      createdAt: string;
    };
    NewBackend: {
      name: string;
      storeUrl: string;
      consumerKey?: string;
      consumerSecret?: string;
      odooUrl: string;
      odooDatabase: string;
      odooLogin: string;
      /** @description API key or password of the Odoo user; never shown again. */
      odooSecret: string;
      odooCompanyId?: number;
      /**
       * @description Shown as a ribbon in Odoo.
       * @default production
       * @enum {string}
       */
      environment: 'production' | 'staging';
      /**
       * @description What happens to a value that somebody changed in Odoo: keep it, or take the value of the store.
       * @default keep
       * @enum {string}
       */
      onPersonChange: 'keep' | 'store_wins';
      /** @description Requests to the store in flight at once. */
      storeConcurrency?: number;
      /**
       * @description What to do where several taxes of Odoo match a rate: create one, or ask.
       * @enum {string}
       */
      taxAmbiguous?: 'create' | 'ask';
      taxAccount?: string;
      /** @description The most fiscal positions that are created. */
      taxPositionLimit?: number;
      /** @description The most taxes that are created without a question. */
      taxLimit?: number;
      /**
       * @description What to do where fiscal positions of the chart of accounts stand in the way on Odoo 19: ask, or move them with every sync.
       * @enum {string}
       */
      taxPositionOrder?: 'ask' | 'align';
      /**
       * @description What to do where fiscal positions of the chart of accounts do not replace the taxes of the store's products: ask, or have every sync add it.
       * @enum {string}
       */
      taxChartPositions?: 'ask' | 'map';
      /**
       * @description What to do where the store's currency is inactive in Odoo.
       * @enum {string}
       */
      inactiveCurrency?: 'activate' | 'ask';
      /**
       * @description Shipping prices in another currency than the company's: convert or refuse.
       * @enum {string}
       */
      shippingCurrency?: 'convert' | 'refuse';
      /**
       * @description Whether a sync that changed something is followed by a check of both servers.
       * @enum {string}
       */
      verifyAfterSync?: 'never' | 'after_changes';
      /** @description Whether to continue a backend that another installation had; absent: the answer reports when it matters. */
      takeOver?: boolean;
      /** @description The id of a consent by which the store handed its keys over, in place of the keys. */
      consent?: string;
    };
    BackendChange: {
      name?: string;
      storeUrl?: string;
      consumerKey?: string;
      consumerSecret?: string;
      odooUrl?: string;
      odooDatabase?: string;
      odooLogin?: string;
      /** @description API key or password of the Odoo user; never shown again. */
      odooSecret?: string;
      odooCompanyId?: number;
      /**
       * @description Shown as a ribbon in Odoo.
       * @enum {string}
       */
      environment?: 'production' | 'staging';
      /**
       * @description What happens to a value that somebody changed in Odoo: keep it, or take the value of the store.
       * @enum {string}
       */
      onPersonChange?: 'keep' | 'store_wins';
      /** @description Requests to the store in flight at once. */
      storeConcurrency?: number;
      /**
       * @description What to do where several taxes of Odoo match a rate: create one, or ask.
       * @enum {string}
       */
      taxAmbiguous?: 'create' | 'ask';
      taxAccount?: string;
      /** @description The most fiscal positions that are created. */
      taxPositionLimit?: number;
      /** @description The most taxes that are created without a question. */
      taxLimit?: number;
      /**
       * @description What to do where fiscal positions of the chart of accounts stand in the way on Odoo 19: ask, or move them with every sync.
       * @enum {string}
       */
      taxPositionOrder?: 'ask' | 'align';
      /**
       * @description What to do where fiscal positions of the chart of accounts do not replace the taxes of the store's products: ask, or have every sync add it.
       * @enum {string}
       */
      taxChartPositions?: 'ask' | 'map';
      /**
       * @description What to do where the store's currency is inactive in Odoo.
       * @enum {string}
       */
      inactiveCurrency?: 'activate' | 'ask';
      /**
       * @description Shipping prices in another currency than the company's: convert or refuse.
       * @enum {string}
       */
      shippingCurrency?: 'convert' | 'refuse';
      /**
       * @description Whether a sync that changed something is followed by a check of both servers.
       * @enum {string}
       */
      verifyAfterSync?: 'never' | 'after_changes';
      /** @description The Odoo database was replaced on purpose; bindings are found again by the next sync. */
      acceptDatabase?: boolean;
    };
    ConnectionTest: {
      store: {
        ok: boolean;
        code: string | null;
        message: string;
        hint: string | null;
        /** @description Of WooCommerce or Odoo, where it is known. */
        version: string | null;
      };
      odoo: {
        ok: boolean;
        code: string | null;
        message: string;
        hint: string | null;
        /** @description Of WooCommerce or Odoo, where it is known. */
        version: string | null;
      };
      /** @description The WooCommerce app in Odoo; null where Odoo did not answer. */
      app: {
        /** @enum {string} */
        state: 'ready' | 'absent' | 'denied';
        version: string | null;
        /** @description Whether it is the version that this connector brings. */
        current: boolean;
      } | null;
    };
    RemovedBackend: {
      name: string;
      /**
       * @description What became of its row in the Odoo app.
       * @enum {string}
       */
      row: 'archived' | 'none' | 'taken' | 'failed';
      /** @description Why it failed. */
      message: string | null;
    };
    TakeBack: {
      /** @description Records that are archived, by type. */
      archived: {
        type: string;
        count: number;
      }[];
      /** @description The backend's mapping lines in fiscal positions of the chart of accounts. */
      removedLines: number;
      /** @description Records of others that get a value of before. */
      putBack: {
        model: string;
        id: number;
        name: string;
        field: string;
      }[];
      /** @description Records that stay, each with the reason: changed, shared or used. */
      left: {
        model: string;
        id: number;
        name: string;
        reason: string;
      }[];
      /** @description Records that Odoo cannot archive. */
      staying: {
        type: string;
        count: number;
        examples: string[];
      }[];
    };
    TakenBack: {
      takeBack: components['schemas']['TakeBack'];
      /** @description The run that lists each record; null: there was nothing. */
      runId: number | null;
      /**
       * @description What became of its row in the Odoo app; null: it had been removed before.
       * @enum {string|null}
       */
      row: 'archived' | 'none' | 'taken' | 'failed' | null;
      /** @description Why it failed. */
      message: string | null;
    };
    StoreCheck: {
      /** @description The address of the store itself. */
      url: string | null;
      name: string | null;
      https: boolean;
      /** @enum {string|null} */
      permalinks: 'pretty' | 'plain' | null;
      hasWooCommerce: boolean | null;
      /** @description Null until there are keys: WooCommerce shows its version to nobody else. */
      version: string | null;
      /** @description Where the store's administrator makes keys. */
      keyPage: string | null;
      /** @description Whether the store can hand its keys over itself: it sends them to https addresses only. */
      consent: boolean;
      /** @description Why it cannot be used, and what to do; null where it can. */
      problem: {
        code: string;
        message: string;
        hint: string | null;
      } | null;
    };
    OdooCheck: {
      url: string | null;
      version: string | null;
      series: number | null;
      /** @description Null where the server does not list them: the name is typed then. */
      databases: string[] | null;
      /** @description Where a user makes an API key. */
      keyPage: string | null;
      /** @description Why it cannot be used, and what to do; null where it can. */
      problem: {
        code: string;
        message: string;
        hint: string | null;
      } | null;
    };
    OdooSignIn: {
      database: string;
      databaseUuid: string | null;
      version: string;
      login: string;
      company: {
        id: number;
        name: string;
      };
      companies: {
        id: number;
        name: string;
      }[];
      /** @description Rights that this user lacks, each with the group that gives it. */
      lacking: {
        model: string;
        right: string;
        purpose: string;
        remedy: string;
      }[];
      app: {
        /** @enum {string} */
        state: 'ready' | 'absent' | 'denied';
        version: string | null;
        current: boolean;
      };
    };
    Policy: {
      name: string;
      flag: string;
      label: string;
      question: string;
      initial: string;
      values: {
        value: string;
        label: string;
        consequence: string;
      }[];
    };
    StoreConsent: {
      id: string;
      storeUrl: string;
      /** @enum {string} */
      state: 'waiting' | 'received';
      /** @description The end of the key, as the store lists it. */
      keyHint: string | null;
      expiresAt: string;
    };
    OdooAppStatus: {
      /** @enum {string} */
      state: 'not_installed' | 'current' | 'upgrade_needed' | 'newer_installed';
      installed: string | null;
      /** @description The version that this connector brings. */
      generated: string;
    };
    OdooAppInstalled: {
      status: components['schemas']['OdooAppStatus'];
      /** @description The user who was added to the app's group Connector. */
      connector: string | null;
      backends: {
        name: string;
        /** @enum {string} */
        row: 'made' | 'there' | 'no_app' | 'failed';
        message: string | null;
      }[];
    };
    RowList: {
      /** @example tax_rate */
      type: string;
      /**
       * @description Null for items to review and for limitations.
       * @enum {string|null}
       */
      domain: 'geography' | 'settings' | 'currency' | 'taxes' | 'shipping' | 'payments' | null;
      total: number;
      /** @description Rows by status. */
      statuses: {
        in_sync?: number;
        pending?: number;
        review?: number;
        left?: number;
        unsupported?: number;
        failed?: number;
        differs?: number;
        unknown?: number;
      };
      /** @description The names of the values of its rows. */
      values: string[];
      /** @description The values to filter and sort by. */
      filters: string[];
      /** @description The model of Odoo from which a user may choose a record; null where nothing can be chosen. */
      choiceModel: string | null;
      /** @description The run or preview that saw it last; null before the first. */
      run: number | null;
      seenAt: string | null;
    };
    Row: {
      /** @enum {string} */
      domain: 'geography' | 'settings' | 'currency' | 'taxes' | 'shipping' | 'payments';
      type: string;
      key: string;
      label: string;
      /**
       * @description in_sync; pending: a sync would change something; review: a person must decide; left: somebody left it as it is; unsupported: Odoo has no equivalent; failed: Odoo refused it; differs, unknown: a point of agreement.
       * @enum {string}
       */
      status: 'in_sync' | 'pending' | 'review' | 'left' | 'unsupported' | 'failed' | 'differs' | 'unknown';
      /** @description The store's values. */
      values: {
        [key: string]: string;
      };
      /** @description What represents it in Odoo. */
      record: {
        model: string;
        id: number | null;
        label: string;
        /** @description Opens it in Odoo. */
        url: string | null;
      } | null;
      /** @description Whether the connector created the record. */
      created: boolean;
      /** @description Values that differ: the one in Odoo, and the one of the store. */
      changes: {
        field: string;
        odoo: string;
        store: string;
      }[];
      rule: string;
      /**
       * @description Whether a user chose what represents it in Odoo.
       * @enum {string}
       */
      decidedBy: 'user' | 'connector';
      /** @description How it was matched, in a sentence; may be empty. */
      matchedBy: string;
      reason: string;
      remedy: string;
      candidates: {
        model: string;
        id: number | null;
        label: string;
        /** @description Opens it in Odoo. */
        url: string | null;
      }[];
      /** @description Since when it has this status and this record. */
      since: string;
      changedAt: string;
      /** @description Who left it as it is. */
      left: {
        by: string;
        at: string;
      } | null;
    };
    Aligned: {
      key: string;
      topic: string;
      /** @description False where both sides agreed already. */
      aligned: boolean;
    };
    /**
     * @description What is decided for this run alone, as the flags of "woo-odoo sync" do: removals of a suspiciously short list, records that were deleted in Odoo, ambiguous taxes, the limit of taxes, rates that orders name, fiscal positions of the chart, states of countries. What is left out is as the backend has it.
     * @default {}
     */
    RunChoices: {
      allowRemovals?: boolean;
      recreateDeleted?: boolean;
      /** @enum {string} */
      taxAmbiguous?: 'ask' | 'create';
      taxLimit?: number;
      orderedRates?: number[];
      /** @enum {string} */
      chartPositions?: 'map' | 'remove';
      createStates?: string[];
    };
    Run: {
      id: number;
      backendId: string;
      /** @enum {string} */
      kind: 'sync' | 'preview';
      /**
       * @description Where it was asked for.
       * @enum {string}
       */
      origin: 'cli' | 'odoo' | 'schedule' | 'api';
      /** @enum {string} */
      status: 'running' | 'done' | 'partial' | 'failed' | 'nothing';
      domains: ('geography' | 'settings' | 'currency' | 'taxes' | 'shipping' | 'payments')[];
      startedAt: string;
      endedAt: string | null;
      message: string | null;
      /** @description Of a run that an error ended: its code, and what to do. */
      problem: {
        code: string;
        hint: string | null;
      } | null;
      storeRequests: number;
      odooCalls: number;
      /** @description Records that were right already, by domain. */
      unchanged: {
        geography?: number;
        settings?: number;
        currency?: number;
        taxes?: number;
        shipping?: number;
        payments?: number;
      };
      /** @description How many changes were made, or would be by this preview; null while it runs. */
      changes: number | null;
      /** @description Items that wait for a user; null while it runs. */
      review: number | null;
      /** @description Changes that failed; null while it runs. */
      failures: number | null;
      /** @description When a user asked to stop it. */
      stopRequestedAt: string | null;
    };
    RunDetails: components['schemas']['Run'] & {
      notes: components['schemas']['Note'][];
      /** @description How many operations came to the same, in the order of the plan. */
      counts: {
        /** @enum {string} */
        domain: 'geography' | 'settings' | 'currency' | 'taxes' | 'shipping' | 'payments';
        /** @enum {string} */
        kind: 'create' | 'link' | 'update' | 'archive' | 'keep' | 'conflict' | 'unsupported';
        /** @enum {string} */
        status: 'planned' | 'applied' | 'failed' | 'skipped' | 'kept';
        count: number;
      }[];
      /** @description How long each domain took: reading the store, reading Odoo, writing. Domains are worked on side by side. Empty while it runs. */
      times: {
        /** @enum {string} */
        domain: 'geography' | 'settings' | 'currency' | 'taxes' | 'shipping' | 'payments';
        /** @description Milliseconds. */
        storeMs: number;
        /** @description Milliseconds. */
        odooMs: number;
        /** @description Milliseconds. */
        writeMs: number;
      }[];
      preview: components['schemas']['Preview'];
      /** @description The preview that this run applied. */
      appliesPreview: number | null;
    };
    Note: {
      /** @enum {string} */
      domain: 'geography' | 'settings' | 'currency' | 'taxes' | 'shipping' | 'payments';
      level: string;
      message: string;
      hint: string | null;
    };
    /** @description Of a preview: whether what it showed may still be applied. */
    Preview: {
      /**
       * @description open: may be applied or discarded; asked: about to be applied; applied; refused: the situation had changed; discarded.
       * @enum {string}
       */
      state: 'open' | 'asked' | 'applied' | 'refused' | 'discarded';
      /** @description The run that applied it, or tried to. */
      appliedRun: number | null;
      /** @description Why it was refused, or could not be applied the last time. */
      problem: {
        code: string;
        message: string;
        hint: string | null;
      } | null;
    } | null;
    RunOperation: {
      position: number;
      /** @enum {string} */
      domain: 'geography' | 'settings' | 'currency' | 'taxes' | 'shipping' | 'payments';
      /** @enum {string} */
      kind: 'create' | 'link' | 'update' | 'archive' | 'keep' | 'conflict' | 'unsupported';
      type: string;
      key: string;
      label: string;
      group: string | null;
      reason: string;
      /** @enum {string} */
      status: 'planned' | 'applied' | 'failed' | 'skipped' | 'kept';
      message: string | null;
      /** @description What to do; empty where there is nothing to do. */
      remedy: string;
      record: {
        model: string;
        id?: number;
        label?: string;
        /** @description Opens it in Odoo. */
        url?: string;
      } | null;
      changes: {
        field: string;
        from: string;
        to: string;
      }[];
      /** @description What a record is created with. */
      values: {
        [key: string]: string;
      };
      candidates: {
        model: string;
        id?: number;
        label?: string;
        /** @description Opens it in Odoo. */
        url?: string;
      }[];
    };
    Proof: {
      id: number;
      backendId: string;
      /** @enum {string} */
      kind: 'taxes' | 'shipping' | 'orders';
      /**
       * @description What asked for it.
       * @enum {string}
       */
      origin: 'cli' | 'api' | 'schedule' | 'sync';
      askedBy: string | null;
      /** @description At most this many addresses, or orders. */
      sample: number;
      /** @enum {string} */
      state: 'asked' | 'running' | 'done' | 'failed';
      askedAt: string;
      startedAt: string | null;
      endedAt: string | null;
      /** @description When a user asked to stop it. */
      stopRequestedAt: string | null;
      counts: {
        equal: number;
        cent: number;
        differs: number;
        limited: number;
        exempt: number;
        not_probed: number;
      };
      compared: number;
      /** @description Comparisons that agree to the cent; orders that are ready. */
      agree: number;
      message: string | null;
      problem: {
        code: string;
        message: string;
        hint: string | null;
      } | null;
      currency: string;
      remarks: string[];
      causes: {
        cause: string;
        reason: string;
        remedy: string;
        results: number;
        examples: string[];
      }[];
      rowCount: number;
      /** @description False where its rows were removed; the last 10 keep theirs. */
      hasRows: boolean;
    };
    ProofDetails: components['schemas']['Proof'] & {
      /** @description Rows of each country by state. */
      countries: {
        country: string;
        counts: {
          differs?: number;
          cent?: number;
          not_probed?: number;
          limited?: number;
          exempt?: number;
          note?: number;
          equal?: number;
        };
      }[];
    };
    ProofRow: {
      position: number;
      /** @enum {string} */
      state: 'differs' | 'cent' | 'not_probed' | 'limited' | 'exempt' | 'note' | 'equal';
      country: string;
      place: string;
      customer: string;
      basket: string;
      store: string | null;
      odoo: string | null;
      cause: string;
      reason: string;
      remedy: string;
      facts: {
        name: string;
        value: string;
      }[];
      examples: string[];
      /** @description How each side calculates it, of rows that differ: the store, then Odoo. */
      computations: {
        title: string;
        head: string[];
        rows: string[][];
        empty: string;
      }[];
    };
    BackendStatus: {
      backend: {
        id: string;
        name: string;
      };
      /**
       * @description The most urgent: running, failing, never …
       * @enum {string}
       */
      state: 'running' | 'failing' | 'never' | 'needs_review' | 'out_of_sync' | 'in_sync';
      /** @description Rows of its lists that a sync would change. */
      changes: number;
      /** @description Items that wait for a person. */
      review: number;
      /** @description What Odoo does not support; nobody has to do anything. */
      limitations: number;
      lastRun: components['schemas']['Run'] | null;
      /** @description The last check of each kind. */
      proofs: {
        id: number;
        /** @enum {string} */
        kind: 'taxes' | 'shipping' | 'orders';
        /** @enum {string} */
        state: 'done' | 'failed';
        endedAt: string;
        agree: number;
        compared: number;
        /** @description Causes of differences that a person can mend. */
        open: number;
      }[];
      schedules: components['schemas']['Schedule'][];
      /** @description What the service knows of its Odoo; null while none has asked. */
      odoo: {
        /** @enum {string} */
        state: 'ok' | 'away' | 'no_app';
        answeredAt: string | null;
        since: string;
        message: string | null;
      } | null;
    };
    Schedule: {
      backend: {
        id: string;
        name: string;
      };
      /**
       * @description sync: applies changes; check: plans and reports what has changed, writes nothing; verify: checks on both servers that they agree.
       * @enum {string}
       */
      kind: 'sync' | 'check' | 'verify';
      cron: string | null;
      everyMinutes: number | null;
      timeZone: string;
      /** @description The next times, ISO 8601. */
      next: string[];
    };
    Explanation: {
      asked: {
        name: string;
        value: string;
      }[];
      tables: {
        title: string;
        head: string[];
        rows: string[][];
        empty: string;
      }[];
      results: {
        name: string;
        value: string;
      }[];
      /** @enum {string} */
      verdict: 'agree' | 'differ' | 'unknown';
      reason: string;
    };
    Resolution: {
      field: string;
      value: string;
      status: string;
      reason: string;
      record: {
        model: string;
        id?: number;
        label?: string;
      } | null;
    };
    Agreement: {
      key: string;
      topic: string;
      store: string;
      odoo: string;
      /** @enum {string} */
      verdict: 'agree' | 'differ' | 'unknown';
      meaning: string;
      remedy: string;
      /** @description The one write in Odoo that makes both sides agree; null where there is none. */
      align: {
        model: string;
        field: string;
        from: string;
        to: string;
      } | null;
      /** @description Whether one write in Odoo makes both sides agree. */
      canAlign: boolean;
    };
    Check: {
      backend: string | null;
      name: string;
      /** @enum {string} */
      status: 'ok' | 'warning' | 'problem';
      message: string;
      todo: string | null;
    };
    Replacement: {
      type: string;
      /** @example PK:PB */
      key: string;
      label: string;
      /** @description The record that the connector created. */
      own: {
        model: string;
        id: number;
        label: string;
      };
      /** @description The record that Odoo has of its own by now. */
      by: {
        model: string;
        id: number;
        label: string;
      };
    };
    ReplacedRecords: {
      replaced: components['schemas']['Replacement'][];
      /** @description How many records use another one now, by model. */
      moved: {
        [key: string]: number;
      };
      /** @description What still uses records of the connector; nothing was renamed then. */
      left: {
        model: string;
        reason: string;
      }[];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
