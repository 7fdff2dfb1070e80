import { X_ROW } from '../../core/app-names.ts';
import type { FieldDescription, ModelDescription } from './description.ts';
import { APP_NAME, GROUP, type WholeApp } from './names.ts';
import type { SeriesForm } from './series.ts';

/**
 * Odoo grants the right to write a record, not a field, and a field that is read-only in views can be written by RPC. So
 * each model in which *Managers* may write something has a stored field that Odoo computes, in the same transaction,
 * whenever any other field is written; its code refuses users who are neither the connector nor administrators.
 */
export function guardFields(
  app: WholeApp,
  form: SeriesForm,
): { readonly owner: string; readonly field: FieldDescription }[] {
  return app.models.flatMap((model) =>
    model.fields.some(({ editable }) => editable)
      ? [{ owner: model.model, field: guardField(model, form) }]
      : [],
  );
}

function guardField({ fields }: ModelDescription, { requireCreate }: SeriesForm): FieldDescription {
  return {
    name: X_ROW.guard,
    label: 'Protected',
    help: 'Only the connector changes the other fields of this row.',
    type: 'boolean',
    computed: `user = self.env.user
own = user.has_group('${APP_NAME}.${GROUP.connector}') or user.has_group('base.group_system')
if self.env.uid != 1 and not own:
    self.with_user(self.env.uid).${requireCreate}
for record in self:
    record['${X_ROW.guard}'] = True
`,
    dependsOn: fields
      .filter(({ editable, computed, type }) => !editable && computed === undefined && type !== 'one2many')
      .map(({ name }) => name),
  };
}
