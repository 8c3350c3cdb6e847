import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { CommandError } from "@/platform";
import { openWindow } from "@/test/desk";
import type { AccountAnswers } from "../accounts.fixture";
import { account, asAnswers, attempt, sent, vendor } from "../accounts.fixture";
import type { Account, Attempt } from "../contract";

const address = "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?state=s";
const open = (path: string, answers: AccountAnswers = {}) =>
  openWindow(path, asAnswers({ account_vendors: () => ({ vendors: [vendor()] }), ...answers }));
const told = (words: string) =>
  waitFor(() => expect(screen.getByTestId("status-line").textContent).toContain(words));
const at = (id: string) => `/accounts?view=sign-in&id=${id}`;

describe("signing in", () => {
  it("asks for what is switched on, opens the browser, and waits", async () => {
    let waiting: Attempt[] = [];
    const { calls, emit } = open("/accounts?view=sign-in", {
      account_list: () => ({ accounts: [], waiting }),
      account_sign_in_start: () => {
        waiting = [attempt()];
        return { ...attempt(), address };
      },
    });
    await screen.findByText(/Nobody has signed in yet/);
    await userEvent.keyboard("j{Enter}");
    const detail = await screen.findByTestId("vendor");
    expect(detail.textContent).toContain("Sends invitations from your own address.");
    const on = (name: string) =>
      within(detail).getByRole("switch", { name }).getAttribute("aria-checked");
    expect([on("Who you are"), on("Read your calendars"), on("Send mail")]).toEqual([
      "true",
      "true",
      "false",
    ]);
    await userEvent.click(within(detail).getByRole("switch", { name: "Who you are" }));
    await told("without it nobody knows which account this is");
    await userEvent.click(within(detail).getByRole("switch", { name: "Send mail" }));
    await userEvent.click(within(detail).getByRole("switch", { name: "Read your calendars" }));
    await userEvent.selectOptions(
      within(detail).getByLabelText("How the browser comes back"),
      "By itself, to this computer",
    );
    await userEvent.keyboard("{Escape}");
    await userEvent.click(screen.getByRole("button", { name: /^Sign in at Microsoft/ }));
    const wait = await screen.findByTestId("waiting-sign-in");
    expect(wait.textContent).toContain("Waiting for Microsoft in the browser, until 09:10.");
    expect(sent(calls, "account_sign_in_start")).toEqual([
      { vendor: "microsoft", features: ["identity", "send_mail"], way: "loopback" },
    ]);
    expect(sent(calls, "open_external")).toEqual([{ url: address }]);
    await userEvent.keyboard("s");
    expect(sent(calls, "open_external")).toEqual([{ url: address }, { url: address }]);
    // The desk says when it ended, whoever ended it.
    waiting = [];
    act(() => emit({ kind: "changed", tags: ["accounts"] }));
    await waitFor(() => expect(screen.queryByTestId("waiting-sign-in")).toBeNull());
  });

  it("is cancelled where it waits", async () => {
    const { calls, history } = open(at("attempt:t1"), {
      account_list: () => ({ accounts: [], waiting: [attempt()] }),
      account_sign_in_cancel: () => ({}),
    });
    const wait = await screen.findByTestId("waiting-sign-in");
    // This visit did not begin it, so it does not know the address.
    expect(
      within(wait)
        .getByRole("button", { name: /Open the browser again/ })
        .getAttribute("aria-disabled"),
    ).toBe("true");
    await userEvent.keyboard("x");
    await told("The sign-in at Microsoft is cancelled. Nothing was connected.");
    expect(sent(calls, "account_sign_in_cancel")).toEqual([{ attempt_id: "t1" }]);
    expect(history.location.search).toBe("?view=sign-in");
  });

  it("is finished by pasting the address", async () => {
    let accounts: Account[] = [];
    const { calls } = open(at("attempt:t1"), {
      account_list: () => ({ accounts, waiting: accounts.length > 0 ? [] : [attempt()] }),
      account_sign_in_paste: () => {
        accounts = [account()];
        return {
          outcome: "connected",
          words: "rosa@example.org at Microsoft is connected.",
          account: account(),
        };
      },
    });
    await screen.findByTestId("waiting-sign-in");
    await userEvent.keyboard("p");
    const form = await screen.findByTestId("sign-in-paste");
    await userEvent.type(
      within(form).getByLabelText("Address from the browser"),
      " http://localhost/callback?code=c&state=s{Enter}",
    );
    await told("rosa@example.org at Microsoft is connected.");
    expect(sent(calls, "account_sign_in_paste")).toEqual([
      { address: "http://localhost/callback?code=c&state=s" },
    ]);
    expect(await screen.findByTestId("account")).toBeTruthy();
  });

  it("keeps the pasted address and says what is wrong with it", async () => {
    open(at("attempt:t1"), {
      account_list: () => ({ accounts: [], waiting: [attempt()] }),
      account_sign_in_paste: () => {
        throw new CommandError(
          "invalid_parameter",
          "This is not the last address of a sign-in.",
          "",
          {
            field: "address",
          },
        );
      },
    });
    await screen.findByTestId("waiting-sign-in");
    await userEvent.keyboard("p");
    const field = await screen.findByLabelText<HTMLInputElement>("Address from the browser");
    await userEvent.type(field, "https://example.org{Enter}");
    await screen.findByText("This is not the last address of a sign-in.");
    expect(field.value).toBe("https://example.org");
  });

  it("needs a registration first, teaches how to get one, and takes it", async () => {
    const bare = {
      ...vendor().client,
      id: null,
      source: null,
      needs_secret: true,
      takes_secret: true,
      needs_bounce: true,
    };
    const { calls } = open(at("vendor:microsoft"), {
      account_vendors: () => ({ vendors: [vendor({ client: bare, ways: ["bounce", "paste"] })] }),
      account_client_set: () => vendor(),
    });
    const detail = await screen.findByTestId("vendor");
    expect(within(detail).getByTestId("no-client").textContent).toContain("Nobody has registered");
    await userEvent.keyboard("s");
    await told("Register Muster at Microsoft first.");
    await userEvent.keyboard("e");
    const form = await screen.findByTestId("client-form");
    expect(within(form).getByTestId("guide").textContent).toContain("App registrations");
    await userEvent.click(
      within(form).getByRole("button", { name: "Copy muster://oauth/callback" }),
    );
    expect(sent(calls, "copy_text")).toEqual([{ text: "muster://oauth/callback" }]);
    await userEvent.type(within(form).getByLabelText("Client id"), "1f0c");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(sent(calls, "account_client_set")).toEqual([]);
    const secret = within(form).getByLabelText<HTMLInputElement>("Client secret");
    expect(secret.type).toBe("password");
    await userEvent.type(secret, "s3cret{Enter}");
    expect(sent(calls, "account_client_set")).toEqual([]);
    await userEvent.type(
      within(form).getByLabelText("Address of your bounce page"),
      "https://team.example/muster/{Enter}",
    );
    await told("Muster is registered at Microsoft.");
    expect(sent(calls, "account_client_set")).toEqual([
      {
        vendor: "microsoft",
        client_id: "1f0c",
        client_secret: "s3cret",
        bounce: "https://team.example/muster/",
      },
    ]);
  });

  it("removes a registration that was entered here", async () => {
    const { calls } = open(at("vendor:microsoft"), { account_client_set: () => vendor() });
    await screen.findByTestId("vendor");
    await userEvent.keyboard("e");
    const form = await screen.findByTestId("client-form");
    await userEvent.click(within(form).getByRole("button", { name: "Remove the registration" }));
    await told("The registration at Microsoft is removed.");
    expect(sent(calls, "account_client_set")).toEqual([{ vendor: "microsoft", client_id: "" }]);
  });
});

describe("an account", () => {
  const ended = account({
    state: "sign_in_again",
    state_words: "Microsoft ended the connection.",
    next_step: "Sign in again to go on.",
  });

  it("says what it may do and did, and is tested by T", async () => {
    open(at("account:a1"), {
      account_list: () => ({ accounts: [account()], waiting: [] }),
      account_test: () => ({ ok: false, words: "Microsoft does not answer." }),
      account_activity: ({ account_id }) => ({
        rows: [
          {
            at: "2026-11-24T08:00:00Z",
            at_words: "Tue 24 Nov 09:00",
            kind: "renewal",
            vendor_name: "Microsoft",
            result: "ok",
            duration_ms: 1234,
            words: `Renewed the connection of ${account_id}`,
          },
        ],
      }),
    });
    const detail = await screen.findByTestId("account");
    expect(detail.textContent).toContain("Send mail · not given");
    expect((await within(detail).findByTestId("account-act")).textContent).toContain(
      "Renewed the connection of a1 · 1,234 ms",
    );
    await userEvent.keyboard("t");
    await told("Microsoft does not answer.");
  });

  it("is signed in again for all that it could do", async () => {
    const { calls } = open(at("account:a1"), {
      account_list: () => ({ accounts: [ended], waiting: [] }),
      account_sign_in_start: () => ({ ...attempt(), address }),
    });
    const detail = await screen.findByTestId("account");
    expect(detail.textContent).toContain("Microsoft ended the connection.");
    expect(within(detail).getByRole("button", { name: /^Sign in again to go on/ })).toBeTruthy();
    await userEvent.keyboard("s");
    await waitFor(() => expect(sent(calls, "open_external")).toEqual([{ url: address }]));
    expect(sent(calls, "account_sign_in_start")).toEqual([
      { vendor: "microsoft", features: ["identity", "read_calendars"], account_id: "a1" },
    ]);
  });

  it("is disconnected after saying what ends, and tells what could not be taken back", async () => {
    const { calls, history } = open(at("account:a1"), {
      account_list: () => ({ accounts: [account()], waiting: [] }),
      account_disconnect: () => ({
        revoked: false,
        words: "Disconnected here. Take the permission back at myapps.microsoft.com, too.",
      }),
    });
    await screen.findByTestId("account");
    await userEvent.keyboard("x");
    const form = await screen.findByTestId("account-disconnect");
    expect(form.textContent).toContain("asks Microsoft to take the permission back");
    expect(sent(calls, "account_disconnect")).toEqual([]);
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await told("Take the permission back at myapps.microsoft.com, too.");
    expect(sent(calls, "account_disconnect")).toEqual([{ account_id: "a1" }]);
    expect(history.location.search).toBe("?view=sign-in");
  });
});
