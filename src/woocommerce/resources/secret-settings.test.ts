import { describe, expect, it } from 'vitest';
import { mayBeSecret } from './secret-settings.ts';

const plain = { id: 'acme', label: 'Acme', type: 'text', value: '', default: '' };

describe('what may be a secret', () => {
  it.each([
    { type: 'password' },
    { type: 'PASSWORD_field' },
    ...[
      'pass',
      'smtp_Passphrase',
      'shared_SECRET',
      'tokens',
      'apikey',
      'Signature',
      'private',
      'credentials',
    ].flatMap((name) => [{ id: name }, { label: `Your ${name} here` }]),
    { value: { api_key: '' } },
    { default: [{ list: [{ token: 1 }] }] },
    { value: '{"client_secret":"x"}' },
    { value: "{'pass word': 1}" },
    { value: 's:7:"api_key";s:3:"abc";' },
    { value: 'mode=live&access_token=abc' },
    { value: 'https://user:pw@host.example/' },
    { value: '-----BEGIN PRIVATE KEY-----' },
    { value: 'rk_test_abcdefgh1' },
    { value: ['fine', 'ck_0123456789abcdef'] },
    { value: 'eyJhbGciOiJI.eyJzdWIiOiIx.sig' },
    { value: 'AKIAABCDEFGHIJKLMNOP' },
    { value: 'ghp_abcdefghijkl' },
    { id: 'woocommerce_stripe_sk_live' },
    { id: 'smtp_pwd' },
    { id: 'acme_licence' },
    { id: 'acme-auth' },
    { label: 'Webhook address' },
    { value: 'https://hooks.chat.example/services/T0/B0/a1b2c3d4e5f6a7b8c9d0e1f2' },
    { value: 'https://chat.example/api/webhooks/1/aB3dE5fG7hI9jK1lM3nO5pQ7_x-y' },
    { value: 'Basic dXNlcjpwYXNz' },
    { value: 'whsec_abcdefghij' },
    { value: [{ name: 'api_key', value: 'abc' }] },
    { value: { sk: 'abc' } },
    ...[
      ...[
        'Kennwort',
        'SMTP-Passwort',
        'Geheimer Wert',
        'API-Schlüssel',
        'schluessel',
        'Zugangsdaten',
        'Lizenz',
      ],
      ...[
        'Contraseña',
        'contrasena',
        'Clave secreta',
        'Credenciales',
        'Mot de passe',
        'Clé',
        'Jeton',
        'Secrète',
      ],
      ...[
        'Parola d’ordine',
        'Chiave',
        'Wachtwoord',
        'Sleutel',
        'Senha',
        'Chave',
        'Hasło',
        'Klucz API',
        'Sekret',
      ],
      ...[
        'Пароль',
        'Ключ API',
        'Секрет',
        'Şifre',
        'Anahtar',
        'パスワード',
        '秘密鍵',
        'APIキー',
        'ＡＰＩキー',
      ],
      ...['Lösenord', 'Adgangskode', 'Nøkkel', 'Heslo', '密码', '密鑰', 'סיסמה', 'رمز عبور', '비밀번호'],
    ].flatMap((label) => [{ label }, { label: label.normalize('NFD') }, { value: { [label]: 'abc' } }]),
    { value: 'Server=db;Uid=shop;Pwd=abc' },
    { value: 'Kennwort=abc' },
    { value: 'a:1:{s:10:"contraseña";s:3:"abc";}' },
    { value: '{"Schlüssel": "abc"}' },
    { value: 'shopuser:hunter2hunter' },
    { value: 'd9428888-122b-11e1-b85c-61cd3cbb3210' },
  ])('%j', (over) => {
    expect(mayBeSecret({ ...plain, ...over })).toBe(true);
  });

  it.each([
    { value: 'yes' },
    { value: 'admin@example.com' },
    { value: 'https://shop.example:8443/terms' },
    { value: 'period=month&compare=previous_year' },
    { value: '{site_title}<br />{store_address}' },
    { value: 'Your personal data will be kept private.' },
    { value: { width: 300, crop: true } },
    { value: null, default: false },
    { id: 'woocommerce_checkout_privacy_policy_text' },
    { id: 'woocommerce_ask_author', label: 'Task hashtag' },
    { value: 'US:CA' },
    { value: 'RO:BUCURESTI' },
    { value: 'flat_rate:12' },
    { value: 'localhost:11211' },
    { value: '09:00' },
    { value: 'Wir verschlüsseln nichts.' },
    { label: 'Включить налоги' },
    { label: 'Wykluczone kategorie' },
    { label: 'Gizlilik politikası' },
    { label: 'クッキー' },
    { label: 'Enclaves' },
    { value: 'supercalifragilisticexpialidocious' },
    { value: '123456789012345678901234567890' },
    { value: ['passport', 'keyring'] },
    {
      value: {
        note: 'Please keep your ticket, it is your key to the house and to the garden behind it; really.',
      },
    },
  ])('not %j', (over) => {
    expect(mayBeSecret({ ...plain, ...over })).toBe(false);
  });

  it('is no setting that taxes and shipping are read from, whatever its label is, but for a secret in its value', () => {
    const tax = { ...plain, id: 'woocommerce_tax_based_on', label: 'Passende Adresse (clave de cálculo)' };
    expect(mayBeSecret(tax)).toBe(false);
    expect(mayBeSecret({ ...tax, id: 'acme_based_on' })).toBe(true);
    expect(mayBeSecret({ ...tax, value: 'sk_live_0123456789abcdef' })).toBe(true);
  });

  it('is not held up by a value made for it', () => {
    const started = performance.now();
    for (const value of [
      `"${'pass'.repeat(5_000)}`,
      ` ${'key'.repeat(6_000)}`,
      '"token'.repeat(3_000),
      '://:'.repeat(5_000),
      'a'.repeat(20_000),
      'a1b2-'.repeat(4_000),
    ])
      expect(mayBeSecret({ ...plain, value })).toBe(false);
    // Linear: milliseconds; searching again from each word takes seconds.
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
