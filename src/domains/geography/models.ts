export const COUNTRY_MODEL = 'res.country';
export const STATE_MODEL = 'res.country.state';
