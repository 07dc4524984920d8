// Adding a passkey, and signing in with one: a browser lets only a script ask for it. Without this file
// the form stays hidden, and everything else on the page works.
(function () {
  "use strict";
  // Bytes travel as base64url.
  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); });
  }
  function text(buffer) {
    var plain = Array.prototype.map.call(new Uint8Array(buffer), function (byte) { return String.fromCharCode(byte); });
    return btoa(plain.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function asked(options) {
    options.challenge = bytes(options.challenge);
    if (options.user) { options.user.id = bytes(options.user.id); }
    (options.excludeCredentials || []).concat(options.allowCredentials || []).forEach(function (known) { known.id = bytes(known.id); });
    return { publicKey: options };
  }

  function answered(credential) {
    var from = credential.response;
    var response = { clientDataJSON: text(from.clientDataJSON) };
    if (from.attestationObject) {
      response.attestationObject = text(from.attestationObject);
    } else {
      response.authenticatorData = text(from.authenticatorData);
      response.signature = text(from.signature);
      response.userHandle = from.userHandle ? text(from.userHandle) : null;
    }
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response: response });
  }

  function begin(form) {
    var said = document.getElementById("passkey-said");
    var button = form.querySelector("button");
    var adds = Boolean(form.dataset.known);
    var say = function (words) {
      said.querySelector("span").textContent = words;
      said.hidden = !words;
      button.disabled = false;
    };
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      say("");
      button.disabled = true;
      fetch(form.dataset.begin, { method: "POST", body: new URLSearchParams(new FormData(form)) })
        .then(function (answer) { return answer.json(); })
        .then(function (answer) {
          if (answer.problem) { say(answer.problem); return; }
          var options = asked(answer.publicKey);
          return (adds ? navigator.credentials.create(options) : navigator.credentials.get(options)).then(function (credential) {
            form.elements.ceremony.value = answer.ceremony;
            form.elements.credential.value = answered(credential);
            // The hub has seen the password, and need not see it again.
            form.querySelectorAll("[type=password]").forEach(function (field) { field.disabled = true; });
            form.submit();
          });
        })
        .catch(function (error) {
          var why = { NotAllowedError: "stopped", AbortError: "stopped", InvalidStateError: "known" }[error.name];
          say(form.dataset[why] || form.dataset.trouble);
        });
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.getElementById("passkey");
    if (!form) { return; }
    if (!window.isSecureContext || !window.PublicKeyCredential || !navigator.credentials) {
      document.getElementById("passkey-unable").hidden = false;
      return;
    }
    form.hidden = false;
    begin(form);
    // Somebody who comes back by the browser's own button finds the form as it was.
    window.addEventListener("pageshow", function () {
      form.querySelector("button").disabled = false;
      form.querySelectorAll("[type=password]").forEach(function (field) { field.disabled = false; });
    });
  });
})();
