// A wall tells with its poll who it is and how it is; what it was told comes with the reply: a view to show for a
// while (the page draws it), notices (drawn here), an order to reload, and that its token was taken back.
(() => {
  if (!location.pathname.endsWith("/wall")) return;
  const { about, heard, ticks, marker, isBusy, press, reload } = window.frontline;
  const english = document.documentElement.lang === "en";
  const WORDS = english
    ? { normal: "● Notice", watch: "▲ Attention", act: "■ Urgent", held: "◆", revoked: "■ The token of this wall was taken back. Ask the duty post for a new address.", expired: "■ The token of this wall has expired. Ask the duty post for a new address." }
    : { normal: "● 通知", watch: "▲ 请注意", act: "■ 紧急通知", held: "◆", revoked: "■ 这块大屏的令牌已收回。请向值班室要新地址。", expired: "■ 这块大屏的令牌已过期。请向值班室要新地址。" };
  const build = document.querySelector("meta[name=fl-build]")?.content ?? "";
  const notices = new Map();
  let painted = Date.now(), isAsked = false, reloaded = null;

  // The number by which this browser is told from others must stand in the cookies before Streamlit opens its socket.
  function browser() {
    const known = document.cookie.match(/(?:^|; )fl_wall=([0-9a-f]{16})(?:;|$)/)?.[1];
    const number = known ?? [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16).padStart(2, "0")).join("");
    document.cookie = `fl_wall=${number}; path=/; SameSite=Strict; Max-Age=31536000`;
    return number;
  }
  const wall = browser();

  // One frame is asked for at a time: a browser that does not paint would collect them.
  function watchPaint() {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => { isAsked = false; painted = Date.now(); });
  }

  function tell() {
    const page = marker();
    if (page?.dataset.page !== "wall") return {};
    const did = [...notices.keys(), page.dataset.push, reloaded].filter(Boolean);
    return {
      wall, scene: page.dataset.scene ?? "", area: page.dataset.area ?? "", build, gen: page.dataset.generation,
      age: Math.min(Math.max(Date.now() - painted, 0), 999999999), did: did.slice(0, 10).join(","),
      paused: document.querySelector(".fl-turn")?.dataset.held ? 1 : 0, hidden: document.hidden ? 1 : 0,
    };
  }

  function box(id) {
    let found = document.getElementById(id);
    if (!found) { found = document.createElement("div"); found.id = id; document.body.appendChild(found); }
    return found;
  }

  function listen(reply) {
    if (reply.refused) {
      const cover = box("fl-refused");
      cover.setAttribute("role", "alert");
      cover.textContent = WORDS[reply.refused] ?? WORDS.revoked;
      if (marker()?.dataset.refused !== reply.refused && !isBusy()) press("refresh");
      return;
    }
    if (document.getElementById("fl-refused")) { reload(); return; }
    const told = reply.told ?? [];
    const of = (kind) => told.filter((push) => push.kind === kind);
    // A page that has just been loaded has done what the order was for.
    const order = of("reload").at(-1)?.id ?? 0;
    if (reloaded !== null && order > reloaded) { reload(); return; }
    reloaded = Math.max(order, reloaded ?? 0);
    const now = Date.now(), current = of("notice");
    for (const id of notices.keys()) if (!current.some((push) => push.id === id)) notices.delete(id);
    for (const push of current) notices.set(push.id, { ...notices.get(push.id), ...push, until: now + 1000 * push.seconds });
    const wanted = String(of("show").at(-1)?.id ?? ""), page = marker();
    if (page && (page.dataset.push ?? "") !== wanted && !isBusy()) press("refresh");
    draw();
  }

  // Written as text, never as HTML; a notice also ends on time when the server is gone.
  function draw() {
    const now = Date.now(), held = marker()?.dataset.held;
    for (const [id, notice] of notices) if (notice.until <= now) notices.delete(id);
    const lines = [...notices.values()].filter((notice) => notice.text)
      .map(({ state, text, by }) => [state in WORDS ? state : "normal", `${WORDS[state] ?? WORDS.normal}　${text}`, by]);
    if (held) lines.push(["held", `${WORDS.held} ${held}`, ""]);
    const key = JSON.stringify(lines), shown = document.getElementById("fl-notices");
    if (!lines.length) { shown?.remove(); return; }
    const list = box("fl-notices");
    makeRoom(list);
    if (list.dataset.key === key) return;
    list.dataset.key = key;
    list.setAttribute("role", "status");
    list.replaceChildren(...lines.map(([state, words, by]) => {
      const line = document.createElement("p"), who = document.createElement("span");
      line.className = `fl-notice fl-${state}`;
      line.textContent = words;
      who.textContent = by;
      line.appendChild(who);
      return line;
    }));
    makeRoom(list);
  }

  // The wall shrinks by what the notices take, so that they hide nothing.
  function makeRoom(list) {
    const room = Math.max(0.6, list.getBoundingClientRect().top / innerHeight).toFixed(3);
    const style = document.documentElement.style;
    if (style.getPropertyValue("--fl-room") !== room) style.setProperty("--fl-room", room);
  }

  about.push(tell);
  heard.push(listen);
  ticks.push(watchPaint, draw);
})();
