// A soft chime and a notification of the browser when a visitor calls. Pages work without this file.
(function () {
  "use strict";
  var sound = new Audio("/static/chime.wav");
  var on = function (what) { try { return localStorage.getItem("hiroba-" + what) === "on"; } catch (e) { return false; } };
  var set = function (what, yes) { try { localStorage.setItem("hiroba-" + what, yes ? "on" : "off"); } catch (e) { /* not kept */ } };
  var heard = function () { try { return (sessionStorage.getItem("hiroba-heard") || "").split(" "); } catch (e) { return []; } };
  var mayNotify = function () { return "Notification" in window && Notification.permission === "granted" && on("notice"); };

  function ring() {
    var open = Array.prototype.slice.call(document.querySelectorAll("#calls [data-call]"));
    var known = heard();
    var fresh = open.filter(function (call) { return known.indexOf(call.dataset.call) < 0; });
    try {
      sessionStorage.setItem("hiroba-heard", open.map(function (call) { return call.dataset.call; }).join(" "));
    } catch (e) { /* it may ring once more */ }
    if (!fresh.length) { return; }
    if (on("sound")) { sound.play().catch(function () { /* the browser wants a click first */ }); }
    if (mayNotify()) {
      new Notification(fresh[0].getAttribute("aria-label"), { body: fresh[0].querySelector("strong").textContent, tag: "hiroba-call" });
    }
  }

  function switches() {
    var sounds = document.getElementById("ringing-sound");
    var notices = document.getElementById("ringing-notice");
    if (!sounds || !notices) { return; }
    document.getElementById("ringing-switches").hidden = false;
    notices.hidden = !("Notification" in window);
    var show = function () {
      sounds.setAttribute("aria-pressed", String(on("sound")));
      notices.setAttribute("aria-pressed", String(mayNotify()));
    };
    sounds.addEventListener("click", function () {
      set("sound", !on("sound"));
      if (on("sound")) { sound.play().catch(function () {}); }
      show();
    });
    notices.addEventListener("click", function () {
      if (mayNotify()) { set("notice", false); show(); return; }
      Notification.requestPermission().then(function (answer) {
        set("notice", answer === "granted");
        document.getElementById("ringing-refused").hidden = answer !== "denied";
        show();
      });
    });
    show();
  }

  document.addEventListener("DOMContentLoaded", function () { switches(); ring(); });
  document.addEventListener("htmx:afterSettle", ring);
})();
