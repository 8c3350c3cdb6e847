import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { CommandError } from "@/platform";
import { openWindow } from "@/test/desk";
import { asAnswers, sent } from "./accounts.fixture";

const told = (words: string) =>
  waitFor(() => expect(screen.getByTestId("status-line").textContent).toContain(words));

describe("the secrets", () => {
  const locked = { keeper: "passphrase", locked: true, words: "Muster was started anew." };
  const opened = { keeper: "passphrase", locked: false, words: "The secrets are open." };

  it("are unlocked by the passphrase, and keep a wrong one in its field", async () => {
    let status = locked;
    const { calls } = openWindow(
      "/accounts?view=secrets",
      asAnswers({
        vault_status: () => status,
        vault_unlock: ({ passphrase }) => {
          if (passphrase !== "right") {
            throw new CommandError("invalid_parameter", "It does not open them.", "", {
              field: "passphrase",
            });
          }
          status = opened;
          return status;
        },
      }),
    );
    await screen.findByTestId("vault");
    await userEvent.keyboard("y");
    await told("Unlock the secrets first.");
    await userEvent.keyboard("u");
    const form = await screen.findByTestId("vault-unlock");
    const field = within(form).getByLabelText<HTMLInputElement>("Passphrase");
    expect([field.type, field.autocomplete]).toEqual(["password", "off"]);
    await userEvent.type(field, "wrong{Enter}");
    await within(form).findByText("It does not open them.");
    await userEvent.clear(field);
    await userEvent.type(field, "right{Enter}");
    await told("The secrets are open.");
    expect(sent(calls, "vault_unlock")).toEqual([{ passphrase: "wrong" }, { passphrase: "right" }]);
    await waitFor(() =>
      expect(screen.queryByRole("button", { name: /^Unlock the secrets/ })).toBeNull(),
    );
    expect(screen.getByTestId("vault").textContent).toContain("Open");
  });

  it("take a new passphrase only when it was typed twice the same", async () => {
    const { calls } = openWindow(
      "/accounts?view=secrets",
      asAnswers({ vault_status: () => opened, vault_passphrase_set: () => opened }),
    );
    await screen.findByTestId("vault");
    await userEvent.keyboard("h");
    const form = await screen.findByTestId("vault-passphrase");
    await userEvent.type(within(form).getByLabelText("Passphrase now"), "old");
    await userEvent.type(within(form).getByLabelText("New passphrase"), "four words");
    await userEvent.type(
      within(form).getByLabelText("New passphrase, once more"),
      "four word{Enter}",
    );
    expect(within(form).getByText("The two are not the same.")).toBeTruthy();
    expect(sent(calls, "vault_passphrase_set")).toEqual([]);
    await userEvent.type(within(form).getByLabelText("New passphrase, once more"), "s{Enter}");
    await told("The secrets are open.");
    expect(sent(calls, "vault_passphrase_set")).toEqual([{ passphrase: "four words", old: "old" }]);
  });

  it("get a new key by Y", async () => {
    const { calls } = openWindow(
      "/accounts?view=secrets",
      asAnswers({
        vault_key_rotate: () => ({ ...opened, words: "Nothing has to sign in again." }),
      }),
    );
    await screen.findByTestId("vault");
    await userEvent.keyboard("y");
    await told("The key is renewed. Nothing has to sign in again.");
    expect(sent(calls, "vault_key_rotate")).toEqual([{}]);
  });

  it("say what is missing where the keyring went away, and offer no new key", async () => {
    const words = "This computer has no keyring in which Muster could keep the key.";
    const { calls } = openWindow(
      "/accounts?view=secrets",
      asAnswers({ vault_status: () => ({ keeper: "none", locked: true, words }) }),
    );
    const card = await screen.findByTestId("vault");
    expect(card.textContent).toContain(words);
    expect(card.textContent).toContain("Locked");
    await userEvent.keyboard("y");
    await told("The key is out of reach.");
    expect(sent(calls, "vault_key_rotate")).toEqual([]);
  });
});
