// Looking and clicking as a person does: by what stands on a button or beside a field.
import { Key, Select } from "selenium-webdriver";
import { logged } from "./process.mjs";
import { patience, shownText } from "./window.mjs";

/** Waits until the window shows this text. */
export function shows(browser, text) {
  return waits(browser, async () => (await shownText(browser)).includes(text), `The window never showed “${text}”.`);
}

/** Waits until something with this test id is there; not, with `gone`. */
export function there(browser, testId, gone = false) {
  const count = "return document.querySelectorAll(`[data-testid='${arguments[0]}']`).length";
  return waits(
    browser,
    async () => (await browser.executeScript(count, testId)) > 0 !== gone,
    `${testId} ${gone ? "stayed" : "never came"}.`,
  );
}

/** Clicks on the link, button, row, switch or labelled box whose text begins so, once it can be pressed. */
export function click(browser, text, within = "body") {
  return acting(
    browser,
    within,
    `const [within, text] = arguments;
     const all = within.querySelectorAll("a, button, [role=option], label");
     return [...all].find((each) => each.checkVisibility() && !each.matches("[aria-disabled=true]")
       && each.textContent.trim().startsWith(text));`,
    text,
    (button) => button.click(),
  );
}

/** Types into the field beside this label, in place of what stands there. */
export function fill(browser, label, text, within = "body") {
  return acting(browser, within, LABELLED, label, async (field) => {
    await field.click();
    await browser.actions().keyDown(Key.CONTROL).sendKeys("a").keyUp(Key.CONTROL).perform();
    await browser.actions().sendKeys(text).perform();
    const typed = await field.getProperty("value");
    if (typed !== text) throw new Error(`“${label}” holds other words than were typed.`);
  });
}

/** Takes the option with this text in the choice beside this label. */
export function choose(browser, label, option, within = "body") {
  return acting(browser, within, LABELLED, label, (field) => new Select(field).selectByVisibleText(option));
}

const LABELLED = `const [within, text] = arguments;
  return [...within.querySelectorAll("label")].find((each) => each.textContent.trim() === text)?.control;`;

/**
 * Does something with what a script finds in a part of the window. Until that works it is tried
 * again: a screen that is just being drawn may move it away.
 */
async function acting(browser, within, script, text, act) {
  let why = "it is not there, or cannot be pressed";
  const done = async () => {
    try {
      const [part] = await browser.findElements({ css: within });
      const found = part && (await browser.executeScript(script, part, text));
      if (!found) return false;
      await act(found);
      return true;
    } catch (error) {
      why = error.message;
      return false;
    }
  };
  await browser.wait(done, patience).catch(async () => {
    throw new Error(`“${text}” in ${within}: ${why}. The window shows: ${await shownText(browser)}`);
  });
}

function waits(browser, holds, words) {
  return browser.wait(holds, patience).catch(async () => {
    throw new Error(`${words} It shows: ${await shownText(browser)} The log:\n${logged()}`);
  });
}
