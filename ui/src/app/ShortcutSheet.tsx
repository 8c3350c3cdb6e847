import { Dialog } from "@/components/Dialog";
import { Kbd } from "@/components/Kbd";
import { Switch } from "@/components/Switch";
import { changeSettings, useSettings } from "@/lib/settings";
import { screens } from "./places";
import css from "./ShortcutSheet.module.css";

const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    "Anywhere",
    [
      ["mod+k", "Find or do anything"],
      ["/", "Search this screen"],
      ["z", "Undo the last change"],
      ["?", "Show these keys"],
    ],
  ],
  [
    "In a list",
    [
      ["j", "Next"],
      ["k", "Previous"],
      ["Enter", "Open beside the list"],
      ["Escape", "Back one step"],
    ],
  ],
  ["On a candidate", [["l", "Shortlist, or take off the shortlist"]]],
  ["Go to", screens.flatMap(({ keys, title }) => (keys ? [[keys, title] as const] : []))],
];

/** Every key of the window on one sheet. */
export function ShortcutSheet(props: { onClose: () => void }) {
  const { singleKeys } = useSettings();
  return (
    <Dialog label="Keys" onClose={props.onClose} className={css.sheet} testId="keys">
      <h2 className={css.title}>Keys</h2>
      <div className={css.groups}>
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>{what}</dt>
                  <dd>
                    <Kbd keys={key} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className={css.foot}>
        <Switch
          label="Single letters act as keys"
          on={singleKeys}
          onChange={(on) => changeSettings({ singleKeys: on })}
        />
        <span className="muted">Keys rest while you type in a field.</span>
      </div>
    </Dialog>
  );
}
