# Passkeys: signing in by a device.

passkeys-title = Passkeys
passkeys-lead = Sign in with a fingerprint, your face or the PIN of a device, without writing a name and a password. The password goes on working too.
passkeys-not-here = Passkeys cannot be used at this address. They need an address with a name that begins with https://. An administrator can help.
passkeys-elsewhere = Passkeys can be used when you open the office at this address:
passkeys-unable = This browser cannot use passkeys. You can sign in with your password.
passkeys-script = To use passkeys, please allow scripts in your browser. The password always works.
passkey-sign-in = Sign in with a passkey
passkey-name = What you call it
passkey-name-hint = Something you will know it by, such as “front desk computer”.
passkey-password-hint = So that we know it is you.
passkey-added = Added
passkey-used = Last used
passkey-not-used = Not used yet
passkey-add = Add a passkey
passkey-add-do = Make a passkey
passkey-stopped = No passkey was used. You can try again.
passkey-known = The passkey of this device is here already.
passkey-trouble = The passkey could not be used now. Please try again in a moment, or use your password.
passkey-remove = Remove
passkey-remove-ask = Remove the passkey “{ $name }”?
passkey-remove-lead = It will no longer sign you in. You can add it again. What stays on the device can be deleted in the settings of the device.
passkeys-count =
    { $count ->
        [one] There is one passkey.
       *[other] There are { $count } passkeys.
    }
passkeys-remove-ask = Remove all passkeys of { $name }?
passkeys-remove-lead = When a device is lost, this signs them out at once, and the device cannot come in any more. The password stays.
account-new-link-passkeys = Making a link removes the passkeys there are now.
mend-passkey = This passkey did not open the door. Please try again, or use your password.
mend-passkey-again = The passkey was not added. Please try again.
mend-passkey-copied = There may be a copy of this passkey, so it cannot be used. Please sign in with your password, remove it and make a new one.
mend-passkeys-enough = There are ten passkeys, which is as many as there can be. Please remove one you do not use first.
done-passkey-added = The passkey is added.
done-passkey-removed = The passkey is removed.
done-passkeys-removed = The passkeys are removed, and they are signed out.
act-passkey-added = Passkey added
act-passkey-removed = Passkey removed
act-passkey-used = Signed in with a passkey
act-passkey-refused = Passkey not taken: there may be a copy of it
