"""People: signing up and in, sign-ins and tokens, profile, recovery, leaving, and the day-by-day record of activity."""

from vermilion.accounts.activity import languages_of_late, record_day
from vermilion.accounts.closing import ask_to_close, close_due, reopen
from vermilion.accounts.editing import (
    Profile,
    edit_profile,
    set_avatar,
    set_preferences,
    set_role,
    set_state,
    set_translation,
)
from vermilion.accounts.finding import by_handle, by_handles, by_ids, email_of, ids_after, state_of, suggest, versions
from vermilion.accounts.mailing import mail_code
from vermilion.accounts.marking import marks_version, touch_marks
from vermilion.accounts.models import (
    LANGUAGE,
    ROLES,
    TRANSLATE,
    Account,
    AccountChanged,
    ApiToken,
    NewToken,
    Session,
    SignedUp,
    SignUp,
    TranslatableChanged,
)
from vermilion.accounts.passwords import check_password, hash_password
from vermilion.accounts.recovering import (
    ask_for_email_change,
    ask_for_reset,
    confirm_email,
    make_setup_code,
    owner_exists,
    reset_password,
    setup_code_holds,
    spend_setup_code,
)
from vermilion.accounts.sessions import (
    close_other_sessions,
    close_session,
    open_session,
    sessions_of,
    signed_by_session,
    sweep_sessions,
)
from vermilion.accounts.signed import Signed
from vermilion.accounts.signing import Login, change_password, login_of, password_hash_of, sign_up
from vermilion.accounts.tokens import SCOPES, make_token, revoke_token, signed_by_token, tokens_of
from vermilion.accounts.touching import touch_viewers

__all__ = [
    "LANGUAGE",
    "ROLES",
    "SCOPES",
    "TRANSLATE",
    "Account",
    "AccountChanged",
    "ApiToken",
    "Login",
    "NewToken",
    "Profile",
    "Session",
    "SignUp",
    "Signed",
    "SignedUp",
    "TranslatableChanged",
    "ask_for_email_change",
    "ask_for_reset",
    "ask_to_close",
    "by_handle",
    "by_handles",
    "by_ids",
    "change_password",
    "check_password",
    "close_due",
    "close_other_sessions",
    "close_session",
    "confirm_email",
    "edit_profile",
    "email_of",
    "hash_password",
    "ids_after",
    "languages_of_late",
    "login_of",
    "mail_code",
    "make_setup_code",
    "make_token",
    "marks_version",
    "open_session",
    "owner_exists",
    "password_hash_of",
    "record_day",
    "reopen",
    "reset_password",
    "revoke_token",
    "sessions_of",
    "set_avatar",
    "set_preferences",
    "set_role",
    "set_state",
    "set_translation",
    "setup_code_holds",
    "sign_up",
    "signed_by_session",
    "signed_by_token",
    "spend_setup_code",
    "state_of",
    "suggest",
    "sweep_sessions",
    "tokens_of",
    "touch_marks",
    "touch_viewers",
    "versions",
]
