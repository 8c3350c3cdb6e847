import { useRouter } from "@tanstack/react-router";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Kbd } from "@/components/Kbd";
import { Switch } from "@/components/Switch";
import { bindingGroups } from "@/lib/bindings";
import { useKeys } from "@/lib/keys";
import { changeSettings, useSettings } from "@/lib/settings";
import css from "./ShortcutSheet.module.css";

/** Keys that no setting changes. */
const fixed: readonly (readonly [string, string])[] = [
  ["Enter", "Open beside the list"],
  ["Escape", "Back one step"],
  ["mod+Enter", "Do what the form says"],
];

/** Every key of the window on one sheet. */
export function ShortcutSheet(props: { onClose: () => void }) {
  const router = useRouter();
  const { singleKeys } = useSettings();
  return (
    <Dialog label="Keys" onClose={props.onClose} className={css.sheet} testId="keys">
      <CloseByItsKey onClose={props.onClose} />
      {/* The dialog opens at its top, not at the switch below. */}
      <h2 className={css.title} data-first tabIndex={-1}>
        Keys
      </h2>
      <div className={css.groups}>
        {bindingGroups.map(({ title, everywhere, bindings }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {bindings.map(({ id, title: what }) => (
                <div key={id}>
                  <dt>{what}</dt>
                  <dd>
                    <Kbd action={id} />
                  </dd>
                </div>
              ))}
              {everywhere && title === "Anywhere"
                ? fixed.map(([key, what]) => (
                    <div key={key}>
                      <dt>{what}</dt>
                      <dd>
                        <Kbd keys={key} />
                      </dd>
                    </div>
                  ))
                : null}
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
        <Button
          label="Change the keys"
          onPress={() => {
            props.onClose();
            router.history.push("/settings?view=keys");
          }}
        />
      </div>
    </Dialog>
  );
}

function CloseByItsKey({ onClose }: { onClose: () => void }) {
  useKeys({ "@keys": onClose });
  return null;
}
