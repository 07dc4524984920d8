// What has the focus keeps it when htmx puts a part of the page anew: whoever works with keys, or hears the page, stays
// where they were. htmx itself does so only for what has an id. Pages work without this file.
(function () {
  "use strict";
  var TAKES = "a[href], button, input, select, textarea, summary, [tabindex]";
  var held = null;

  function is(one) {
    return [one.tagName, one.name, one.value, one.getAttribute("href"), one.form && one.form.getAttribute("action")].join("\n");
  }
  function twins(within, what) {
    return Array.prototype.filter.call(within.querySelectorAll(TAKES), function (one) { return is(one) === what; });
  }

  document.addEventListener("htmx:beforeSwap", function (event) {
    var part = event.detail.target;
    var at = document.activeElement;
    held = null;
    if (!part || !part.id || !at || at === part || !part.contains(at)) { return; }
    held = { part: part.id, what: is(at), place: twins(part, is(at)).indexOf(at) };
  });
  document.addEventListener("htmx:afterSettle", function () {
    var was = held;
    held = null;
    var part = was && document.getElementById(was.part);
    if (!part || part.contains(document.activeElement)) { return; }
    // Somebody may have gone on meanwhile.
    if (document.activeElement && document.activeElement !== document.body) { return; }
    var found = twins(part, was.what);
    var next = found[was.place] || found[0];
    if (!next) {
      // It is gone: they stand before what has taken its place.
      part.tabIndex = -1;
      next = part;
    }
    next.focus({ preventScroll: true });
  });
})();
