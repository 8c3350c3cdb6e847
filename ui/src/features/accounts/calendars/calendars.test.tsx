import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { App } from "@/app/App";
import { createQueryClient } from "@/lib/data";
import { CommandError } from "@/platform";
import { openWindow, scriptedPlatform } from "@/test/desk";
import {
  asAnswers,
  calendar,
  calendarAccount,
  account as oauthAccount,
  routerAt,
  sent,
} from "../accounts.fixture";
import type { CalendarAccount } from "../contract";

const people = () => ({
  items: [
    { id: "p1", full_name: "Jonas Weber" },
    { id: "p2", full_name: "王小明" },
  ],
  next_cursor: null,
});
const open = (path: string, accounts: CalendarAccount[], more: object = {}) =>
  openWindow(path, {
    ...asAnswers({ calendar_account_list: () => ({ accounts }), ...more }),
    person_list: people,
  });
const told = (words: string) =>
  waitFor(() => expect(screen.getByTestId("status-line").textContent).toContain(words));

describe("the calendars", () => {
  it("teach the first act when none is connected, and open the form by its key", async () => {
    const { history } = openWindow("/today", asAnswers({}));
    await screen.findByTestId("summary");
    await userEvent.keyboard("gx");
    expect((await screen.findByTestId("empty")).textContent).toContain("never titles");
    expect(history.location.pathname).toBe("/accounts");
    await userEvent.keyboard("a");
    const form = await screen.findByTestId("calendar-connect");
    expect(within(form).getByTestId("submit").getAttribute("aria-disabled")).toBe("true");
    expect(form.textContent).toContain("Enter the address of the calendar first.");
  });

  it("connect by an app password, say where one is made, and open what was connected", async () => {
    const made = calendarAccount();
    let accounts: CalendarAccount[] = [];
    const { calls, history } = openWindow(
      "/accounts?do=connect",
      asAnswers({
        calendar_account_list: () => ({ accounts }),
        calendar_connect: () => {
          accounts = [made];
          return { account: made };
        },
      }),
    );
    const form = await screen.findByTestId("calendar-connect");
    await userEvent.click(within(form).getByRole("button", { name: "iCloud" }));
    expect(within(form).getByLabelText<HTMLInputElement>("Address").value).toBe(
      "https://caldav.icloud.com",
    );
    expect(form.textContent).toContain("App-Specific Passwords");
    await userEvent.click(within(form).getByRole("button", { name: "Open iCloud" }));
    expect(sent(calls, "open_external")).toEqual([
      { url: "https://account.apple.com/account/manage" },
    ]);
    await userEvent.type(within(form).getByLabelText("User name"), "rosa@example.org");
    const password = within(form).getByLabelText<HTMLInputElement>("App password");
    expect([password.type, password.autocomplete]).toEqual(["password", "off"]);
    await userEvent.type(password, "abcd-efgh{Control>}{Enter}{/Control}");
    await waitFor(() => expect(history.location.search).toBe("?id=acc1"));
    expect(sent(calls, "calendar_connect")).toEqual([
      {
        kind: "caldav",
        address: "https://caldav.icloud.com",
        user_name: "rosa@example.org",
        password: "abcd-efgh",
      },
    ]);
    await told("Team diary is connected with one calendar. Say whose each one is.");
    expect(screen.queryByTestId("calendar-connect")).toBeNull();
    expect(await screen.findByTestId("calendar-account")).toBeTruthy();
  });

  it("keep the password nowhere once the form is gone", async () => {
    const queries = createQueryClient();
    const { platform } = scriptedPlatform(
      asAnswers({
        calendar_connect: () => {
          throw new CommandError("invalid_parameter", "It was refused.", "Make a new one.", {
            field: "password",
          });
        },
      }),
    );
    render(<App platform={platform} queries={queries} router={routerAt("/accounts?do=connect")} />);
    const form = await screen.findByTestId("calendar-connect");
    await userEvent.type(within(form).getByLabelText("Address"), "https://cloud.example.org");
    await userEvent.type(within(form).getByLabelText("User name"), "rosa");
    await userEvent.type(within(form).getByLabelText("App password"), "hunter2{Enter}");
    const why = await within(form).findByText("It was refused. Make a new one.");
    // What was typed is still there to be mended, and the reason stands below its field.
    const field = within(form).getByLabelText<HTMLInputElement>("App password");
    expect(field.value).toBe("hunter2");
    expect(field.getAttribute("aria-describedby")).toContain(why.id);
    await userEvent.click(within(form).getByRole("button", { name: /^Cancel/ }));
    await waitFor(() => expect(screen.queryByTestId("calendar-connect")).toBeNull());
    const kept = () =>
      JSON.stringify([
        queries
          .getMutationCache()
          .getAll()
          .map(({ state }) => state),
        queries
          .getQueryCache()
          .getAll()
          .map(({ state, queryKey }) => [state, queryKey]),
        { ...localStorage },
        { ...sessionStorage },
      ]);
    await waitFor(() => expect(kept()).not.toContain("hunter2"));
  });

  it("read a subscription address without a user name", async () => {
    const { calls } = open("/accounts?do=connect", [], {
      calendar_connect: () => ({ account: calendarAccount({ kind: "ics" }) }),
    });
    const form = await screen.findByTestId("calendar-connect");
    await userEvent.click(within(form).getByRole("button", { name: "Subscription" }));
    expect(within(form).queryByLabelText("App password")).toBeNull();
    await userEvent.type(
      within(form).getByLabelText("Subscription address"),
      "webcal://example.org/a.ics",
    );
    await userEvent.type(within(form).getByLabelText("Name in Muster"), "Jonas{Enter}");
    await waitFor(() =>
      expect(sent(calls, "calendar_connect")).toEqual([
        { kind: "ics", address: "webcal://example.org/a.ics", label: "Jonas" },
      ]),
    );
  });

  it("read those of a signed-in account without another password", async () => {
    const { calls } = open("/accounts?do=connect", [], {
      account_list: () => ({
        accounts: [
          oauthAccount({
            id: "g1",
            vendor: "google",
            vendor_name: "Google",
            label: "mina@acme.example",
          }),
        ],
        waiting: [],
      }),
      calendar_connect: () => ({ account: calendarAccount({ kind: "google" }) }),
    });
    const form = await screen.findByTestId("calendar-connect");
    await userEvent.click(within(form).getByRole("button", { name: "Google or Microsoft" }));
    await within(form).findByText("mina@acme.example (Google)");
    expect(within(form).queryByLabelText("App password")).toBeNull();
    await userEvent.type(within(form).getByLabelText("Name in Muster"), "Mina{Enter}");
    await waitFor(() =>
      expect(sent(calls, "calendar_connect")).toEqual([
        { kind: "google", account_id: "g1", label: "Mina" },
      ]),
    );
  });

  it("say in words how each stands, and what to do next", async () => {
    open("/accounts?id=acc1", [
      calendarAccount({
        state: "sign_in_again",
        state_words: "cloud.example.org refused the password.",
        next_step: "Make a new app password and connect it again.",
        calendars: [calendar({ problems: 2, events: 1 })],
      }),
    ]);
    const detail = await screen.findByTestId("calendar-account");
    expect(within(detail).getByTestId("next-step").textContent).toContain("new app password");
    expect(detail.textContent).toContain("Password refused");
    expect(detail.textContent).toContain("one entry · nobody’s yet");
    expect(detail.textContent).toContain("Two entries cannot be read");
    expect(screen.getByTestId("list").textContent).toContain("refused the password");
  });

  it("are connected again where the password was refused", async () => {
    const { calls } = open(
      "/accounts?id=acc1",
      [calendarAccount({ state: "sign_in_again", state_words: "The password was refused." })],
      { calendar_connect: () => ({ account: calendarAccount() }) },
    );
    await screen.findByTestId("calendar-account");
    await userEvent.click(screen.getByRole("button", { name: /^Connect it again/ }));
    const form = await screen.findByTestId("calendar-connect");
    expect(form.textContent).toContain("Connect Team diary again");
    await userEvent.type(within(form).getByLabelText("Address"), "https://cloud.example.org");
    await userEvent.type(within(form).getByLabelText("User name"), "rosa");
    await userEvent.type(within(form).getByLabelText("App password"), "new{Enter}");
    await waitFor(() => expect(screen.queryByTestId("calendar-connect")).toBeNull());
    expect(sent(calls, "calendar_connect")).toHaveLength(1);
  });

  it("count for a person once somebody says whose they are, with a way back", async () => {
    const { calls } = open("/accounts?id=acc1", [calendarAccount()], {
      calendar_choose: () => ({}),
    });
    const row = await screen.findByTestId("calendar");
    const counts = within(row).getByRole("switch", { name: "Counts as busy" });
    await userEvent.click(counts);
    await told("Say first whose calendar it is.");
    await userEvent.keyboard("1");
    await told("Say first whose calendar Termine is.");
    expect(sent(calls, "calendar_choose")).toEqual([]);
    await within(row).findByRole("option", { name: "王小明" });
    await userEvent.selectOptions(within(row).getByRole("combobox"), "王小明");
    await told("Termine makes 王小明 busy now.");
    await userEvent.click(
      within(screen.getByTestId("status-line")).getByRole("button", { name: /Undo/ }),
    );
    await waitFor(() =>
      expect(sent(calls, "calendar_choose")).toEqual([
        { calendar_id: "cal1", person_id: "p2", counts: true },
        { calendar_id: "cal1", person_id: null, counts: false },
      ]),
    );
  });

  it("stop counting by their figure, and keep whose they are", async () => {
    const mine = calendar({ person_id: "gone", person_name: "Ada Öztürk", counts: true });
    const { calls } = open("/accounts?id=acc1", [calendarAccount({ calendars: [mine] })], {
      calendar_choose: () => ({}),
    });
    const row = await screen.findByTestId("calendar");
    expect(within(row).getByRole<HTMLSelectElement>("combobox").selectedOptions[0]?.text).toBe(
      "Ada Öztürk",
    );
    await userEvent.keyboard("1");
    await told("Termine no longer makes Ada Öztürk busy.");
    expect(sent(calls, "calendar_choose")).toEqual([
      { calendar_id: "cal1", person_id: "gone", counts: false },
    ]);
  });

  it("are read now by R: all in the list, one where it is open, and tell what failed", async () => {
    const failing = calendarAccount({
      state: "failing",
      state_words: "cloud.example.org does not answer.",
    });
    const { calls } = open("/accounts", [calendarAccount()], {
      calendar_sync: ({ account_id }: { account_id?: string }) => ({
        accounts: [account_id ? failing : calendarAccount()],
      }),
    });
    await screen.findByTestId("list");
    await userEvent.keyboard("r");
    await told("All calendars were read.");
    await userEvent.keyboard("j{Enter}");
    await screen.findByTestId("calendar-account");
    await userEvent.keyboard("r");
    await told("Team diary: cloud.example.org does not answer.");
    expect(sent(calls, "calendar_sync")).toEqual([{}, { account_id: "acc1" }]);
  });

  it("are disconnected with or without the times they brought", async () => {
    const { calls, history } = open("/accounts?id=acc1", [calendarAccount()], {
      calendar_disconnect: () => ({}),
    });
    await screen.findByTestId("calendar-account");
    await userEvent.keyboard("x");
    const form = await screen.findByTestId("calendar-disconnect");
    expect(within(form).getByTestId("submit").textContent).toContain("forget its times");
    await userEvent.click(within(form).getByRole("checkbox"));
    expect(within(form).getByTestId("submit").textContent).toContain("keep its times");
    await userEvent.click(within(form).getByTestId("submit"));
    await told("Its times count for a day, then as unknown.");
    expect(sent(calls, "calendar_disconnect")).toEqual([
      { account_id: "acc1", delete_synced: false },
    ]);
    expect(history.location.search).toBe("");
  });

  it("never let a server's colour be more than a colour", async () => {
    open("/accounts?id=acc1", [
      calendarAccount({
        calendars: [
          calendar({ colour: "url(https://spy.example/x.png)" }),
          calendar({ id: "cal2", colour: "#FF0000FF" }),
        ],
      }),
    ]);
    await screen.findAllByTestId("calendar");
    const [wrong, right] = screen.getAllByTestId("calendar");
    expect(wrong?.innerHTML).not.toContain("spy.example");
    expect(right?.querySelector<HTMLElement>("[style]")?.style.background.toLowerCase()).toBe(
      "#ff0000",
    );
  });

  it("take the interviews in one calendar at a time, by W, with an undo", async () => {
    const { calls } = open(
      "/accounts?id=acc1",
      [
        calendarAccount({
          calendars: [
            calendar({ writes: true, person_id: "p1", counts: true }),
            calendar({ id: "cal2", name: "Feiertage", writable: false }),
            calendar({ id: "cal3", name: "Interviews" }),
          ],
        }),
      ],
      { calendar_choose: () => calendarAccount() },
    );
    await screen.findAllByTestId("calendar");
    const locked = screen.getAllByRole("switch", { name: "Write interviews here" })[1];
    expect(locked?.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(locked as HTMLElement);
    await told("The server lets this account only read the calendar.");
    await userEvent.keyboard("w");
    await told("Interviews are written into Interviews now.");
    await userEvent.keyboard("z");
    // They go back to where they went before.
    await told("Interviews are written into Termine now.");
    expect(sent(calls, "calendar_choose")).toEqual([
      { calendar_id: "cal3", person_id: null, counts: false, writes: true },
      { calendar_id: "cal1", person_id: "p1", counts: true, writes: true },
    ]);
  });

  it("say why no interview can be written into a subscription", async () => {
    const { calls } = open("/accounts?id=acc1", [
      calendarAccount({ kind: "ics", calendars: [calendar({ writable: false })] }),
    ]);
    await screen.findByTestId("calendar");
    await userEvent.keyboard("w");
    await told("A subscription can only be read. Connect the calendar over CalDAV");
    expect(sent(calls, "calendar_choose")).toEqual([]);
  });
});
