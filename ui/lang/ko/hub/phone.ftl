# Pages on a visitor's own phone.
