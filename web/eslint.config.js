// The rules of the web page. ESLint finds this file for everything under web/.
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import root from '../eslint.config.js';

export default tseslint.config(
  ...root,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  hooks.configs.flat.recommended,
  { files: ['tools/**'], rules: { 'no-console': 'off' } },
);
