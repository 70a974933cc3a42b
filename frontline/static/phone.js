// A form on a phone. What is filled in is kept here first and sent when there is a network; every entry has a number of
// its own, so that sending it twice makes one row. With a definition in the page it is a file that sends nothing.
(() => {
    "use strict";
    const WORDS = JSON.parse(document.getElementById("words").textContent);
    const GIVEN = JSON.parse(document.getElementById("given").textContent);
    const PARAMS = new URLSearchParams(location.search);
    const SECRET = location.hash.slice(1);
    const KEPT = GIVEN ? `fl-form-file-${GIVEN.link}` : "fl-form";
    const PHOTO = 1280;
    const AT_ONCE = 5;
    // As frontline/faults.py has it, without looking behind, which older phones cannot read.
    const PRIVATE = /(?:^|\D)(?:[1-9]\d{5}[ -]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx]|(?:86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)/;
    const MARKS = {waiting: "◇", taken: "●", refused: "■", clock: "▲", saved: "●"};
    const page = document.getElementById("form");
    let language = PARAMS.get("lang") === "en" ? "en" : "zh";
    let asked = GIVEN, chosen = "", notice = "", isSending = false;
    let errors = {};

    const say = (key, gaps = {}) => Object.entries(gaps).reduce(
        (text, [name, value]) => text.replace(`{${name}}`, value), WORDS[key][language]);
    const read = () => JSON.parse(localStorage.getItem(KEPT) || '{"entries":[],"drafts":{},"asked":{}}');

    function write(change) {
        const kept = read();
        change(kept);
        try {
            localStorage.setItem(KEPT, JSON.stringify(kept));
            return true;
        } catch {
            notice = say("full");
            return false;
        }
    }

    function node(tag, attributes = {}, ...inside) {
        const made = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) {
            if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
            else if (value === true) made.setAttribute(name, "");
            else if (value !== false && value !== null) made.setAttribute(name, value);
        }
        made.append(...inside.filter((part) => part !== null));
        return made;
    }

    // crypto.randomUUID needs https; an intranet often has none.
    function uuid() {
        const bytes = crypto.getRandomValues(new Uint8Array(16));
        bytes[6] = bytes[6] & 15 | 64;
        bytes[8] = bytes[8] & 63 | 128;
        const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        return [[0, 8], [8, 12], [12, 16], [16, 20], [20, 32]].map(([from, to]) => hex.slice(from, to)).join("-");
    }

    // Times are those of the place of duty, whatever zone the phone is set to.
    function moment(at) {
        const part = Object.fromEntries(new Intl.DateTimeFormat("en-GB", {
            timeZone: asked.zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
            hour: "2-digit", minute: "2-digit",
        }).formatToParts(at).map(({type, value}) => [type, value]));
        return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
    }

    function begins(field) {
        const at = moment(new Date(Date.now() + asked.ahead));
        return {day: at.slice(0, 10), hour: at.replace(/..$/, "00")}[field.begins] || (field.begins ? at : "");
    }

    function draft(form) {
        const known = read().drafts[`${asked.key} ${form.name}`];
        if (known) return known;
        return {id: uuid(), values: Object.fromEntries(form.fields.map((one) => [one.name, begins(one)])), photo: ""};
    }

    function keepDraft(form, made) {
        return write((kept) => { kept.drafts[`${asked.key} ${form.name}`] = made; });
    }

    function wrongIn(form, values) {
        const found = {};
        for (const field of form.fields) {
            const value = (values[field.name] || "").trim();
            if (!value && field.required) found[field.name] = say("needed");
            else if (PRIVATE.test(value)) found[field.name] = say("private");
            else if (value && field.type === "integer" && !/^\d+$/.test(value)) found[field.name] = say("whole");
            else if (value && field.type === "double" && !/^\d+(\.\d+)?$/.test(value)) found[field.name] = say("number");
        }
        return found;
    }

    // The fields

    function input(field, value, told) {
        const id = `field-${field.name}`;
        const common = {
            id, name: field.name, "aria-describedby": told ? `${id}-wrong` : null, "aria-invalid": told ? "true" : null,
            "aria-required": field.required ? "true" : null, autocomplete: "off",
        };
        if (field.choices.length) {
            const options = field.choices.map(([code, zh, en]) =>
                node("option", {value: code, selected: code === value}, language === "en" ? en : zh));
            return node("select", common, node("option", {value: ""}, say("choose")), ...options);
        }
        const kinds = {
            date: {type: "date"}, "timestamp with time zone": {type: "datetime-local"},
            integer: {type: "text", inputmode: "numeric"}, double: {type: "text", inputmode: "decimal"},
        };
        return node("input", {...common, ...(kinds[field.type] || {type: "text"}), value});
    }

    function shown(field, value) {
        const told = errors[field.name];
        const label = field[language] + (field.required ? "" : say("optional"));
        const wrong = told ? node("p", {class: "wrong", id: `field-${field.name}-wrong`}, `■ ${told}`) : null;
        if (field.type !== "boolean") {
            return node("div", {class: "field"}, node("label", {for: `field-${field.name}`}, label),
                input(field, value, told), wrong);
        }
        const choice = (code) => node("label", {}, node("input", {
            type: "radio", name: field.name, value: code, checked: value === code,
            "aria-describedby": told ? `field-${field.name}-wrong` : null,
        }), say(code === "true" ? "yes" : "no"));
        return node("fieldset", {}, node("legend", {}, label),
            node("div", {class: "two"}, choice("true"), choice("false")), wrong);
    }

    function photo(form, made) {
        if (!form.photo) return null;
        const told = errors.photo;
        return node("div", {class: "field"},
            node("label", {for: "field-photo"}, say("photo") + say("optional")),
            node("input", {id: "field-photo", type: "file", accept: "image/*", "aria-describedby": "photo-state",
                onchange: (event) => take(form, event.target.files[0])}),
            node("p", {class: told ? "wrong" : "muted", id: "photo-state"},
                told ? `■ ${told}` : say(made.photo ? "photo_taken" : "photo_none")),
            made.photo ? node("img", {src: made.photo, alt: say("photo")}) : null);
    }

    // The picture is made small here, which also leaves out what the camera wrote into it.
    async function take(form, file) {
        const made = draft(form);
        delete errors.photo;
        try {
            const picture = await createImageBitmap(file, {imageOrientation: "from-image"});
            const share = Math.min(1, PHOTO / Math.max(picture.width, picture.height));
            const canvas = node("canvas", {width: Math.round(picture.width * share), height: Math.round(picture.height * share)});
            canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
            made.photo = canvas.toDataURL("image/jpeg", 0.7);
        } catch {
            made.photo = "";
            errors.photo = say("photo_bad");
        }
        keepDraft(form, made);
        draw("field-photo");
    }

    function fill(form) {
        const made = draft(form);
        keepDraft(form, made);
        const changed = (event) => {
            if (!event.target.name) return;
            const now = draft(form);
            now.values[event.target.name] = event.target.value;
            keepDraft(form, now);
        };
        return node("form", {novalidate: true, oninput: changed, onchange: changed, onsubmit: (event) => submit(event, form)},
            node("h2", {}, form[language]),
            ...form.fields.map((field) => shown(field, made.values[field.name] || "")),
            photo(form, made), errors[""] ? node("p", {class: "wrong", role: "alert"}, `■ ${errors[""]}`) : null,
            node("button", {class: "main", type: "submit"}, say(GIVEN ? "save_here" : "save")),
            node("button", {type: "button", class: "clear", onclick: () => { forget(form); draw(); }}, say("clear")));
    }

    function forget(form) {
        errors = {};
        write((kept) => { delete kept.drafts[`${asked.key} ${form.name}`]; });
    }

    function submit(event, form) {
        event.preventDefault();
        const made = draft(form);
        errors = wrongIn(form, made.values);
        const first = form.fields.find((field) => errors[field.name]);
        if (first) {
            draw(`field-${first.name}`);
            return;
        }
        const values = Object.fromEntries(Object.entries(made.values).map(([name, value]) => [name, value.trim()]));
        const entry = {id: made.id, form: form.name, values, photo: made.photo, filled_at: new Date().toISOString(),
            state: "waiting", said: [], place: asked.key, secret: SECRET, dep: asked.dep, zh: form.zh, en: form.en};
        const isKept = write((kept) => {
            kept.entries = [...kept.entries.filter((one) => one.id !== made.id), entry];
            delete kept.drafts[`${asked.key} ${form.name}`];
        });
        if (isKept) notice = say("stays");
        draw("state");
        send();
    }

    // What is kept

    function mend(entry) {
        chosen = entry.form;
        errors = Object.fromEntries(entry.said.map((one) => [one.column, one[language]]));
        write((kept) => {
            kept.drafts[`${asked.key} ${entry.form}`] = {id: entry.id, values: entry.values, photo: entry.photo};
            kept.entries = kept.entries.filter((one) => one.id !== entry.id);
        });
        draw("state");
    }

    function change(id, how) {
        write((kept) => { kept.entries = kept.entries.flatMap((one) => one.id === id ? how(one) : [one]); });
        draw("state");
    }

    // A clock that is off: the times typed in were right, or they came from the clock and move with it.
    function moved(entry) {
        const form = asked.forms.find((one) => one.name === entry.form);
        for (const field of form.fields) {
            const at = field.type === "timestamp with time zone" && entry.values[field.name];
            if (at) entry.values[field.name] = new Date(Date.parse(`${at}Z`) - entry.off * 1000).toISOString().slice(0, 16);
        }
        return [{...entry, clock: "moved", state: "waiting", said: []}];
    }

    function kept(entry) {
        const mine = asked.forms.some((form) => form.name === entry.form) && entry.place === asked.key;
        const button = (key, act) => node("button", {type: "button", onclick: act}, say(key));
        const buttons = [];
        if (entry.state === "clock" && mine) {
            buttons.push(button("clock_moved", () => { change(entry.id, moved); send(); }));
            buttons.push(button("clock_kept", () => {
                change(entry.id, (one) => [{...one, clock: "kept", state: "waiting", said: []}]);
                send();
            }));
        }
        if (mine && (["refused", "clock"].includes(entry.state) || GIVEN)) buttons.push(button("mend", () => mend(entry)));
        if (entry.state === "refused" || GIVEN) {
            buttons.push(button("drop", () => { if (confirm(say("drop_sure"))) change(entry.id, () => []); }));
        }
        const fields = Object.fromEntries(asked.forms.flatMap((form) => form.fields).map((one) => [one.name, one[language]]));
        const says = entry.said.map((one) => node("p", {class: entry.state === "refused" ? "act" : ""},
            `${fields[one.column] || ""} ${one[language]}`));
        const state = GIVEN ? (entry.state === "saved" ? "file_saved" : "file_none") : entry.state;
        return node("li", {}, node("strong", {}, `${entry[language]} ${moment(new Date(entry.filled_at)).slice(11)}`),
            node("p", {class: entry.state === "refused" ? "act" : "muted"}, `${MARKS[entry.state]} ${say(state)}`), ...says,
            buttons.length ? node("div", {class: "row"}, ...buttons) : null);
    }

    function queue() {
        const entries = read().entries.slice().reverse();
        return [node("h2", {}, say("queue")),
            entries.length ? node("ul", {}, ...entries.map(kept)) : node("p", {class: "muted"}, say("queue_none")),
            GIVEN && entries.length ? node("button", {class: "main", type: "button", onclick: save}, say("file_save")) : null];
    }

    function save() {
        const entries = read().entries.map(({id, form, values, photo, filled_at}) => ({id, form, values, photo, filled_at}));
        const file = new Blob([JSON.stringify({frontline_form: 1, link: GIVEN.link, dep: GIVEN.dep,
            saved_at: new Date().toISOString(), entries})], {type: "application/json"});
        const link = node("a", {href: URL.createObjectURL(file),
            download: `frontline-form-${GIVEN.link}-${moment(new Date()).replace(/\D/g, "")}.json`});
        link.click();
        write((kept) => kept.entries.forEach((one) => { one.state = "saved"; }));
        draw("state");
    }

    // Sending

    async function send() {
        if (GIVEN || isSending || !asked) return;
        const waiting = read().entries.filter((one) => one.state === "waiting");
        if (!waiting.length) return;
        const first = waiting[0];
        const some = waiting.filter((one) => one.secret === first.secret && one.dep === first.dep).slice(0, AT_ONCE);
        isSending = true;
        let isMore = false;
        try {
            const answer = await fetch(`form/send?dep=${encodeURIComponent(first.dep)}`, {
                method: "POST", headers: {Authorization: `Bearer ${first.secret}`, "Content-Type": "application/json"},
                body: JSON.stringify({sent_at: Date.now(), entries: some.map(
                    ({id, form, values, photo, filled_at, clock}) => ({id, form, values, photo, filled_at, clock}))}),
            });
            const said = await answer.json();
            if (answer.ok) {
                settle(said.entries);
                isMore = said.entries.some((one) => one.state !== "waiting");
                notice = "";
            } else {
                notice = said[language];
            }
        } catch {
            notice = say("unreachable");
        }
        isSending = false;
        draw();
        if (isMore) send();
    }

    function settle(answers) {
        const by = Object.fromEntries(answers.map((one) => [one.id, one]));
        write((kept) => {
            kept.entries = kept.entries.map((one) => {
                const answer = by[one.id];
                if (!answer || one.state !== "waiting") return one;
                const settled = {...one, state: answer.state, said: answer.said, off: answer.off};
                return answer.state === "taken" ? {...settled, values: {}, photo: ""} : settled;
            });
            const done = kept.entries.filter((one) => one.state === "taken").slice(0, -20).map((one) => one.id);
            kept.entries = kept.entries.filter((one) => !done.includes(one.id));
        });
    }

    // The page

    function draw(focus = "") {
        const typed = document.activeElement && document.activeElement.id;
        document.documentElement.lang = language === "en" ? "en" : "zh-CN";
        document.title = asked ? `${asked.place} · ${say("title")}` : say("title");
        const turn = node("button", {type: "button", lang: language === "en" ? "zh-CN" : "en",
            onclick: () => { language = language === "en" ? "zh" : "en"; errors = {}; draw(); }}, say("language"));
        const state = node("div", {id: "state", role: "status", tabindex: "-1"},
            node("p", {class: "muted"}, GIVEN ? say("is_file") : say(navigator.onLine ? "online" : "offline")),
            notice ? node("p", {class: "note"}, notice) : null);
        if (!asked) {
            page.replaceChildren(node("header", {}, node("h1", {}, say("title")), turn), state,
                node("button", {class: "main", type: "button", onclick: open}, say("retry")));
            return;
        }
        const form = asked.forms.find((one) => one.name === chosen) || asked.forms[0];
        const tabs = asked.forms.length < 2 ? null : node("nav", {"aria-label": say("title")}, ...asked.forms.map((one) =>
            node("button", {type: "button", "aria-current": one === form ? "true" : null,
                onclick: () => { chosen = one.name; errors = {}; draw(); }}, one[language])));
        page.replaceChildren(
            node("header", {}, node("div", {}, node("h1", {}, asked.place),
                node("p", {class: "muted"}, `${asked[language]} · ${asked.link} · `,
                    node("span", {}, say("until", {day: asked.until})))), turn),
            asked.demonstration[language] ? node("p", {class: "note"}, asked.demonstration[language]) : null,
            state, tabs, fill(form), ...queue().filter((part) => part !== null));
        const goal = document.getElementById(focus || typed || "none");
        if (goal) goal.focus({preventScroll: !focus});
    }

    async function open() {
        if (GIVEN) return draw();
        notice = SECRET ? say("opening") : say("no_code");
        const before = read().asked[SECRET];
        if (before) [asked, notice] = [before, ""];
        draw();
        if (!SECRET) return;
        try {
            const answer = await fetch(`form/ask?dep=${encodeURIComponent(PARAMS.get("dep") || "")}`,
                {headers: {Authorization: `Bearer ${SECRET}`}});
            const said = await answer.json();
            notice = answer.ok ? "" : said[language];
            if (answer.ok) {
                const wasDrawn = JSON.stringify(asked && asked.forms) === JSON.stringify(said.forms);
                asked = said;
                // A new code for the same place carries on what waits under the old one.
                write((kept) => {
                    kept.asked[SECRET] = said;
                    kept.entries.forEach((one) => { if (one.place === said.key) one.secret = SECRET; });
                });
                if (wasDrawn) document.getElementById("state").querySelector(".note")?.remove();
                else draw();
            } else {
                draw();
            }
        } catch {
            notice = asked ? "" : say("unreachable");
            draw();
        }
        send();
    }

    addEventListener("online", () => { draw(); asked ? send() : open(); });
    addEventListener("offline", () => draw());
    addEventListener("hashchange", () => location.reload());
    // Not all at once, where five hundred phones come back to the network together.
    (function again() {
        setTimeout(() => { send().finally(again); }, 20_000 + Math.random() * 20_000);
    })();
    open();
})();
