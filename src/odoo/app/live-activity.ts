/**
 * The app's only script. A field widget keeps an open form of a backend current, one keeps its own text current, and one
 * shows numbers that are names or positions (of runs, of rates) without adding them up in the head of a group.
 *
 * Odoo has no data-only means for the first one (a client action reloads once, at the press; a notification over the bus
 * shows beside a stale form), and Odoo's import of modules installs scripts named in a manifest's `assets` on 17, 18 and
 * 19 like any other data. It reads six values, every two seconds while something was requested or runs, else every half minute, and reloads the
 * record only when one of them has changed. Where the script is missing (a page opened before the app was installed),
 * Odoo shows the field as plain text.
 */
export const LIVE_ACTIVITY = {
  path: 'static/src/live_activity.js',
  bundle: 'web.assets_backend',
  widget: 'woo_activity',
  textWidget: 'woo_live_text',
  numberWidget: 'woo_number',
  text: `/** @odoo-module **/
import { Component, onMounted, onPatched, onWillUnmount, xml } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { integerField } from "@web/views/fields/integer/integer_field";

const ACTIVE_MS = 2000;
const IDLE_MS = 30000;
const TEXT_MS = 10000;
const WATCHED = ["x_request_number", "x_served_number", "x_state", "x_activity", "x_unanswered", "x_message"];

/** Shows what a backend is doing, and reloads the form when that changes. */
export class WooActivity extends Component {
    static template = xml\`<span t-esc="text"/>\`;
    static props = ["*"];

    setup() {
        this.orm = useService("orm");
        this.known = null;
        this.busy = false;
        onMounted(() => this.wait());
        onPatched(() => this.wait());
        onWillUnmount(() => this.stop());
    }

    get text() {
        return this.props.record.data[this.props.name] || "";
    }

    get isActive() {
        const { x_request_number: requested, x_served_number: served, x_state: state } = this.props.record.data;
        return requested > served || state === "running";
    }

    wait() {
        clearTimeout(this.timer);
        if (!this.stopped) {
            this.timer = setTimeout(() => this.look(), this.isActive ? ACTIVE_MS : IDLE_MS);
        }
    }

    stop() {
        this.stopped = true;
        clearTimeout(this.timer);
    }

    async look() {
        const { record } = this.props;
        if (!this.busy && record.resId && !document.hidden) {
            this.busy = true;
            try {
                const [row] = await this.orm.silent.read(record.resModel, [record.resId], WATCHED);
                const seen = JSON.stringify(WATCHED.map((name) => row && row[name]));
                const shown = JSON.stringify(WATCHED.map((name) => record.data[name]));
                if (row && seen !== shown && seen !== this.known && !this.stopped && !record.dirty) {
                    this.known = seen;
                    await record.load();
                }
            } catch {
                // Odoo is away or the session has ended: the page itself reports that at the next click.
            } finally {
                this.busy = false;
            }
        }
        this.wait();
    }
}

/** Shows a text that changes while nobody writes: it is read again every ten seconds. */
export class WooLiveText extends Component {
    static template = xml\`<span t-esc="text"/>\`;
    static props = ["*"];

    setup() {
        this.orm = useService("orm");
        onMounted(() => this.wait());
        onPatched(() => this.wait());
        onWillUnmount(() => this.stop());
    }

    get text() {
        const { record, name } = this.props;
        return (this.read && this.read.of === record.resId && this.read.text) || record.data[name] || "";
    }

    wait() {
        clearTimeout(this.timer);
        if (!this.stopped) {
            this.timer = setTimeout(() => this.look(), TEXT_MS);
        }
    }

    stop() {
        this.stopped = true;
        clearTimeout(this.timer);
    }

    async look() {
        const { record, name } = this.props;
        if (record.resId && !document.hidden) {
            try {
                const [row] = await this.orm.silent.read(record.resModel, [record.resId], [name]);
                this.read = row && { of: record.resId, text: row[name] };
                if (!this.stopped) {
                    this.render();
                }
            } catch {
                // As above.
            }
        }
        this.wait();
    }
}

const fields = registry.category("fields");
fields.add("woo_activity", { component: WooActivity, supportedTypes: ["char"] });
fields.add("woo_live_text", { component: WooLiveText, supportedTypes: ["char"] });
fields.add("woo_number", { ...integerField });
// The head of a group asks for a sum in the words of the column's widget.
registry.category("formatters").add("woo_number", () => "");
`,
} as const;
