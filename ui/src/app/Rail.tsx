import { Link } from "@tanstack/react-router";
import {
  Bell,
  BellDot,
  CircleCheck,
  CloudAlert,
  Keyboard,
  LoaderCircle,
  Moon,
  PanelLeftClose,
  PanelLeftOpen,
  Search,
  Sun,
  SunMoon,
} from "lucide-react";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { keysOf } from "@/lib/bindings";
import { useCommand } from "@/lib/data";
import { keyCap } from "@/lib/keys";
import { changeSettings, useSettings } from "@/lib/settings";
import { count, sentence } from "@/lib/words";
import mark from "./mark.svg";
import { quietScreens, type Screen, screens } from "./places";
import css from "./Rail.module.css";

const themes = {
  system: { icon: SunMoon, next: "light", label: "Theme: as the desktop" },
  light: { icon: Sun, next: "dark", label: "Theme: light" },
  dark: { icon: Moon, next: "system", label: "Theme: dark" },
} as const;

/** The left rail: where one can go, and at its foot how things stand. */
export function Rail(props: { onPalette: () => void; onKeys: () => void }) {
  const { railCollapsed: collapsed, theme } = useSettings();
  const current = themes[theme];
  return (
    <nav
      className={css.rail}
      aria-label="Screens"
      data-collapsed={collapsed || undefined}
      data-testid="rail"
    >
      <div className={css.top}>
        <img className={css.mark} src={mark} alt="" width={20} height={20} />
        <span className={css.name}>Muster</span>
        <button
          type="button"
          className={css.tool}
          aria-label={collapsed ? "Widen the rail" : "Narrow the rail"}
          data-tip={collapsed ? "Widen the rail" : "Narrow the rail"}
          onClick={() => changeSettings({ railCollapsed: !collapsed })}
        >
          <Icon of={collapsed ? PanelLeftOpen : PanelLeftClose} />
        </button>
      </div>
      <button
        type="button"
        className={css.find}
        data-tip={`Find or do anything  ${keyCap(keysOf("palette") ?? "")}`}
        onClick={props.onPalette}
      >
        <Icon of={Search} />
        <span className={css.findWord}>Find or do</span>
        <span className={css.hint}>
          <Kbd action="palette" />
        </span>
      </button>
      <ul className={css.places}>
        {screens.map((screen) => (
          <PlaceLink key={screen.path} screen={screen} />
        ))}
      </ul>
      <ul className={css.quiet}>
        {quietScreens.map((screen) => (
          <PlaceLink key={screen.path} screen={screen} />
        ))}
      </ul>
      <Foot />
      <div className={css.tools}>
        <button
          type="button"
          className={css.tool}
          aria-label={`${current.label}. Change it.`}
          data-tip={current.label}
          data-tip-above=""
          onClick={() => changeSettings({ theme: current.next })}
        >
          <Icon of={current.icon} />
        </button>
        <Notices />
        <button
          type="button"
          className={css.tool}
          aria-label="Show the keys"
          data-tip={`Keys  ${keyCap(keysOf("keys") ?? "")}`}
          data-tip-above=""
          onClick={props.onKeys}
        >
          <Icon of={Keyboard} />
        </button>
      </div>
    </nav>
  );
}

/** The way to what Muster told, with the number of what nobody has read yet. */
function Notices() {
  const { data } = useCommand("dashboard_get", {}, { aging: true });
  const unread = data?.unread_notices ?? 0;
  const words = unread > 0 ? `Notices, ${unread} unread` : "Notices";
  const tip = `${words}  ${keyCap(keysOf("go_notices") ?? "")}`;
  return (
    <Link
      to="/activity"
      search={{ view: "notices" }}
      className={css.tool}
      aria-label={words}
      data-tip={tip}
      data-tip-above=""
      data-testid="go-notices"
    >
      <Icon of={unread > 0 ? BellDot : Bell} />
    </Link>
  );
}

function PlaceLink({ screen }: { screen: Screen }) {
  useSettings();
  const keys = keysOf(screen.action);
  const tip = keys ? `${screen.title}  ${keyCap(keys)}` : screen.title;
  return (
    <li>
      <Link
        to={screen.path}
        className={css.link}
        data-tip={tip}
        data-testid={`go-${screen.path.slice(1)}`}
        aria-label={screen.title}
      >
        <Icon of={screen.icon} />
        <span className={css.word}>{screen.title}</span>
        <span className={css.hint}>
          <Kbd action={screen.action} />
        </span>
      </Link>
    </li>
  );
}

/** The state of the workspace in words, and what comes next. */
function Foot() {
  const { data, error } = useCommand("workspace_status", {}, { aging: true });
  const next = data?.next_interview;
  const [icon, words, tone] = error
    ? ([CloudAlert, error.message, "bad"] as const)
    : !data
      ? ([LoaderCircle, "Opening the workspace", "muted"] as const)
      : data.read_only
        ? ([CloudAlert, "Read only: changes cannot be saved", "bad"] as const)
        : data.undelivered > 0
          ? ([
              CloudAlert,
              `${sentence(count(data.undelivered, "message"))} not sent yet`,
              "warn",
            ] as const)
          : ([CircleCheck, "Offline workspace, all saved", "ok"] as const);
  return (
    <div className={css.foot} data-testid="foot">
      <p className={css.state} data-tone={tone} data-tip={words} data-testid="sync-state">
        <Icon of={icon} />
        <span className={css.word}>{words}</span>
      </p>
      {next ? (
        <Link className={css.next} to="/schedule" search={{ id: next.id }}>
          <span className="muted">Next interview</span>
          <strong>
            <bdi>{next.candidate_name}</bdi>
          </strong>
          <time dateTime={next.starts_at}>{next.spoken}</time>
        </Link>
      ) : null}
    </div>
  );
}
