import type { OdooDomain } from '../port.ts';

/** A field of a model of the connector. Everything is read-only for people unless `editable`. */
export type FieldDescription = {
  /** `x_state_id` */
  readonly name: `x_${string}`;
  readonly label: string;
  readonly help?: string;
  readonly index?: boolean;
  /** A user may change it: a correction that the connector respects and never writes. */
  readonly editable?: boolean;
  /** Shown as a coloured badge. */
  readonly tones?: Tones;
  /** Python that computes it whenever it is read; such a field is not stored. */
  readonly computed?: string;
} & (
  | { readonly type: 'char' | 'text'; readonly required?: boolean }
  | { readonly type: 'integer' | 'datetime' }
  | { readonly type: 'boolean'; readonly byDefault?: boolean }
  | { readonly type: 'selection'; readonly options: readonly (readonly [value: string, label: string])[] }
  | {
      readonly type: 'many2one';
      readonly relation: string;
      readonly onDelete: 'cascade' | 'set null';
      readonly required?: boolean;
      /** Which records Odoo offers to choose from. Absent: all. */
      readonly domain?: OdooDomain;
    }
  | { readonly type: 'one2many'; readonly relation: string; readonly inverse: `x_${string}` }
);

/** When something shows: every condition holds. */
export interface Condition {
  readonly field: string;
  readonly is: '=' | '!=' | '>';
  /** A constant, or another field of the same record. */
  readonly value: string | boolean | number | { readonly field: string };
}

export type Tone = 'success' | 'info' | 'warning' | 'danger' | 'muted';

/** The colour of each value; values left out stay grey. */
export type Tones = Readonly<Record<string, Tone>>;

export interface Column {
  readonly field: string;
  /** Left out of the list until a user asks for it. */
  readonly hidden?: boolean;
}

export interface ListDescription {
  readonly columns: readonly Column[];
  /** SQL order: `x_country_code, x_code`. */
  readonly order?: string;
}

/** A field on a form. `when` hides it where it says nothing. */
export interface FormField {
  readonly field: string;
  readonly when?: readonly Condition[];
  /** Shown in Odoo's developer mode alone: what no person has to read. */
  readonly technical?: true;
  /** The app's own widget, which keeps the form current. */
  readonly live?: true;
}

export interface FormGroup {
  readonly label?: string;
  readonly fields: readonly FormField[];
}

/** A tab of a form: groups of fields, and at most one list of lines. */
export interface FormPage {
  /** Technical, unique on its form. */
  readonly name: string;
  readonly label: string;
  readonly groups?: readonly FormGroup[];
  readonly lines?: { readonly field: string; readonly list: ListDescription };
}

export interface Ribbon {
  readonly title: string;
  readonly tone: Exclude<Tone, 'muted'>;
  readonly when: readonly Condition[];
}

/** A number on the form that opens a list of the rows behind it. */
export interface CountButton {
  readonly field: string;
  readonly label: string;
  /** Font Awesome, as Odoo ships it: `fa-globe`. */
  readonly icon: string;
  /** The model whose list opens, and its field that points to this record. */
  readonly opens: string;
  readonly by: string;
  /** Filters of that list that are on besides, by name. */
  readonly presets?: readonly string[];
}

export interface FormDescription {
  readonly ribbons?: readonly Ribbon[];
  /** Server actions of the app, by their local external id. */
  readonly buttons?: readonly {
    readonly action: string;
    readonly label: string;
    readonly primary?: boolean;
  }[];
  readonly statusBar?: { readonly field: string; readonly shown: readonly string[] };
  readonly alerts?: readonly {
    readonly text: string;
    readonly tone: Exclude<Tone, 'muted'>;
    readonly when: readonly Condition[];
  }[];
  readonly counts?: readonly CountButton[];
  readonly groups: readonly FormGroup[];
  readonly pages?: readonly FormPage[];
}

export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly domain: OdooDomain;
}

export interface SearchDescription {
  /** Fields one can type a text for; the first is asked by default. */
  readonly fields: readonly string[];
  /** Filters of one group widen each other, groups narrow each other. */
  readonly filters: readonly (readonly Filter[])[];
  readonly groupBy: readonly { readonly name: string; readonly label: string; readonly field: string }[];
}

/** What the rows of a model represent in Odoo. */
export interface BindingDescription {
  /** The native model, `account.tax`, and our field that points to it, which the app adds under this label. */
  readonly model: string;
  readonly field: `x_${string}`;
  readonly label: string;
  /** The label of `x_choice_id`, where a user chooses another record; absent where nobody can. */
  readonly choice?: string;
  /** Which records a user may choose from. Absent: all. */
  readonly choiceDomain?: OdooDomain;
  /** Brings `x_created`: the connector makes such records where nothing fits. */
  readonly created?: true;
  /** Brings `x_written`: what it last wrote into a record it made is remembered there. */
  readonly written?: true;
  /** Fields of the model that the form shows beside the record. */
  readonly beside?: readonly FormField[];
}

/**
 * Rows that show something of a store. The app adds what all of them have: the backend they belong to, whether the store
 * still has them and since when not, and with a binding how it stands, by which rule and why; on the form and in the
 * search too. Such a model describes what is its own.
 */
export interface MirrorDescription {
  /** Absent: the rows represent nothing but themselves. */
  readonly binding?: BindingDescription;
}

/** A model of the connector, with its access: *User* reads, *Manager* writes where a field is editable, *Connector* writes. */
export interface ModelDescription {
  /** `x_woo_state` */
  readonly model: `x_woo_${string}`;
  readonly label: string;
  readonly fields: readonly FieldDescription[];
  readonly mirror?: MirrorDescription;
  /** The fields that identify a row within its backend; absent where the connector does not write rows by key. */
  readonly rowKey?: readonly `x_${string}`[];
  /** Absent: it is shown only as lines of others. */
  readonly views?: {
    readonly list: ListDescription;
    readonly form: FormDescription;
    readonly search: SearchDescription;
  };
}

/** A menu entry that opens the list of a model. */
export interface MenuDescription {
  readonly name: string;
  readonly label: string;
  readonly section: 'top' | 'metadata' | 'policy' | 'activity';
  readonly model: string;
  readonly sequence: number;
  /** Narrower than all rows. */
  readonly domain?: OdooDomain;
  /** Filters and group-bys that are on when it opens, by name. */
  readonly presets?: readonly string[];
  /** What an empty list says. */
  readonly empty: string;
}

/** A tab on a form of Odoo's own that shows the rows bound to the record; hidden where there are none. */
export interface NativeTab {
  readonly name: string;
  /** `res.country.state`, and the external id of its module's form. */
  readonly model: string;
  readonly view: string;
  /** On a form without tabs: they come after the group of fields that holds this native field. */
  readonly beside?: string;
  readonly label: string;
  readonly lines: readonly NativeLines[];
}

/** A list on such a tab. */
export interface NativeLines {
  /** The field added to the native model: the rows of `relation` whose `inverse` is the record. */
  readonly field: FieldDescription & { readonly type: 'one2many' };
  readonly list: ListDescription;
}

/** What one part (the base, or a domain) brings into the app: pure data. */
export interface AppPart {
  readonly name: string;
  /** Odoo modules whose models or views it names. */
  readonly depends: readonly string[];
  readonly models: readonly ModelDescription[];
  /** What it adds to the backend: fields, numbers and tabs. */
  readonly backend?: {
    readonly fields: readonly FieldDescription[];
    readonly counts: readonly CountButton[];
    readonly pages: readonly FormPage[];
  };
  readonly menus: readonly MenuDescription[];
  readonly tabs: readonly NativeTab[];
}
