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
  /** Fields of the same model: with them it is stored, and computed whenever one of them is written. */
  readonly dependsOn?: readonly string[];
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
      /**
       * Which records a form offers instead, where that depends on the row: `{ field }` as a value is that field of the row.
       * Odoo evaluates the domain of a field itself before there is a row, so this one stands in the form.
       */
      readonly offers?: OdooDomain;
    }
  | { readonly type: 'one2many'; readonly relation: string; readonly inverse: `x_${string}` }
);

/** When something shows: every condition is met. */
export type Condition =
  | {
      readonly field: string;
      readonly is: '=' | '!=' | '>';
      /** A constant, or another field of the same record. */
      readonly value: string | boolean | number | { readonly field: string };
    }
  | { readonly field: string; readonly is: 'in'; readonly value: readonly string[] };

export type Tone = 'success' | 'info' | 'warning' | 'danger' | 'muted';

/** The colour of each value; values left out stay grey. */
export type Tones = Readonly<Record<string, Tone>>;

export interface Column {
  readonly field: string;
  /** Left out of the list until a user asks for it. */
  readonly hidden?: boolean;
  /** Pixels; absent: as wide as its contents ask for, or what is left. */
  readonly width?: number;
  /** A text that goes on in further lines instead of being cut off. */
  readonly wrapped?: true;
}

export interface ListDescription {
  readonly columns: readonly Column[];
  /** SQL order: `x_country_code, x_code`. */
  readonly order?: string;
  /** Groups are open from the start. */
  readonly expanded?: true;
  /** Buttons at the end of each row. */
  readonly buttons?: readonly RowButton[];
}

/** A server action of the app, by its local external id, on a record. */
export interface RowButton {
  readonly action: string;
  readonly label: string;
  readonly primary?: boolean;
  /** Font Awesome; absent: words alone. */
  readonly icon?: string;
  readonly when?: readonly Condition[];
  /** Only for *Managers*. */
  readonly manager?: true;
  /** A question before it acts. */
  readonly confirm?: string;
}

/** A card per record, which opens it. */
export interface KanbanDescription {
  /** Under the name. */
  readonly subtitle: string;
  readonly badge: string;
  /** Lines with a label; one without a value is left out. */
  readonly lines: readonly { readonly field: string; readonly label?: string }[];
  /** Numbers that open a list, as `FormDescription.counts`. */
  readonly counts: readonly CountButton[];
  readonly buttons: readonly RowButton[];
}

/** How many records there are over time or by another field: as bars, and the same as a table. */
export interface GraphDescription {
  readonly rows: readonly { readonly field: string; readonly interval?: 'day' }[];
}

/** A field on a form. `when` hides it where it is empty. */
export interface FormField {
  readonly field: string;
  readonly when?: readonly Condition[];
  /** Shown in Odoo's developer mode alone: what no person has to read. */
  readonly technical?: true;
  /** The app's own widgets: one keeps the form current, the other one its own text. */
  readonly live?: 'form' | 'text';
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
  /** Shown in Odoo's developer mode alone. */
  readonly technical?: true;
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
  readonly buttons?: readonly RowButton[];
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
  readonly groupBy: readonly {
    readonly name: string;
    readonly label: string;
    /** `x_started:day` groups by days. */
    readonly field: string;
  }[];
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
  /** Which of them the form offers, by values of the row. */
  readonly offers?: OdooDomain;
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
  /** Rows are history: the connector removes old ones, and *Managers* may. */
  readonly deletable?: true;
  /** The fields that identify a row within its backend; absent where the connector does not write rows by key. */
  readonly rowKey?: readonly `x_${string}`[];
  /** Absent: it is shown only as lines of others. */
  readonly views?: {
    readonly list: ListDescription;
    readonly form: FormDescription;
    readonly search: SearchDescription;
    /** Shown first where it is there. */
    readonly kanban?: KanbanDescription;
    readonly graph?: GraphDescription;
  };
}

/** A menu entry that opens the list of a model. */
export interface MenuDescription {
  readonly name: string;
  readonly label: string;
  readonly section: 'top' | 'geography' | 'tax' | 'shipping' | 'payments';
  readonly model: string;
  readonly sequence: number;
  /** Narrower than all rows. */
  readonly domain?: OdooDomain;
  /** Filters and group-bys that are on when it opens, by name. */
  readonly presets?: readonly string[];
  /** What an empty list shows. */
  readonly empty: string;
}

/** A tab on a form of Odoo's own that shows the rows bound to the record; hidden where there are none. */
export interface NativeTab {
  readonly name: string;
  /** `res.country.state`, and the external id of its module's form. */
  readonly model: string;
  readonly view: string;
  /** On a form without tabs: they come after the group of fields that contains this native field. */
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
