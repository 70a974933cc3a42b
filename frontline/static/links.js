// Links of ours lead to another page as the browser's back button does: the socket stays open and only the page is drawn
// anew, where an ordinary link loads everything again. With a modifier key they are ordinary links. While the server is
// lost they lead nowhere: a browser that is sent to it shows its own error page, and stays there.
// Folded groups of the menu close as a menu does.
(() => {
  const { isLost } = window.frontline;
  const OPEN = "details.fl-group[open]";

  function isPlain(event) {
    return !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }
  // Pages stand beside each other; what lies deeper is a file.
  const folder = (path) => path.slice(0, path.lastIndexOf("/") + 1);

  function lead(event) {
    const link = event.target.closest?.(".stHtml a[href]");
    if (!link || !isPlain(event) || link.target) return;
    if (link.origin !== location.origin || folder(link.pathname) !== folder(location.pathname) || link.hash) return;
    event.preventDefault();
    if (isLost()) return;
    if (link.href !== location.href) history.pushState(null, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector(".stMain")?.scrollTo(0, 0);
  }

  function close(event) {
    for (const group of document.querySelectorAll(OPEN)) {
      if (!group.contains(event.target) || event.target.closest("a")) group.open = false;
    }
  }

  document.addEventListener("click", lead);
  document.addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const group of document.querySelectorAll(OPEN)) {
      if (group.contains(document.activeElement)) group.querySelector("summary").focus();
      group.open = false;
    }
  });
})();
