/** htmx, as this project uses it: no inline styles, no eval, our token, our answers to trouble. */

import htmx from "htmx.org";
import "idiomorph/htmx";
import { enhance, meta } from "./page";
import { Refused, asksForSignIn, signIn } from "./request";
import { toastRefused } from "./toast";

interface Asking {
  headers: Record<string, string>;
}
interface Answered {
  xhr: XMLHttpRequest;
}

export function startHtmx(): void {
  Object.assign(htmx.config, {
    allowEval: false,
    includeIndicatorStyles: false,
    historyEnabled: false,
    selfRequestsOnly: true,
  });
  on<Asking>("htmx:configRequest", (_, { headers }) => {
    headers["X-CSRF-Token"] = meta("csrf-token");
  });
  on<Answered>("htmx:beforeOnLoad", (event, { xhr }) => {
    if (xhr.status !== 401 && !asksForSignIn(xhr.responseURL)) return;
    event.preventDefault();
    signIn();
  });
  on<Answered>("htmx:responseError", (event, { xhr }) => {
    if (!isList(event)) toastRefused(new Refused(xhr.status, xhr.responseText));
  });
  on("htmx:sendError", (event) => {
    if (!isList(event)) toastRefused(new Refused(0, ""));
  });
  on<{ elt: Element }>("htmx:load", (_, { elt }) => enhance(elt));
}

/** A list says itself, in its place, that more did not come. */
function isList(event: Event): boolean {
  return (event.target as Element).matches("[data-more]");
}

function on<D>(name: string, then: (event: Event, detail: D) => void): void {
  document.addEventListener(name, (event) => then(event, (event as CustomEvent<D>).detail));
}
