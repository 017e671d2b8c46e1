"""All SQL of accounts."""

from __future__ import annotations

from vermilion.accounts.models import COLUMNS

# ruff: noqa: S105, S608 - no secrets here, and COLUMNS is our own list of names

ACCOUNT_COLUMNS = ", ".join(f"a.{name.strip()}" for name in COLUMNS.split(","))

BY_IDS = f"SELECT {COLUMNS} FROM accounts WHERE id IN ids(?)"
IDS_AFTER = "SELECT id FROM accounts WHERE id > ? ORDER BY id LIMIT ?"
STATES = "SELECT id, state FROM accounts WHERE id IN ids(?)"
VERSIONS = "SELECT id, version FROM accounts WHERE id IN ids(?)"
BY_HANDLE = f"SELECT {COLUMNS} FROM accounts WHERE handle = ?"
BY_HANDLES = f"SELECT {COLUMNS} FROM accounts WHERE handle IN texts(?)"
SUGGEST = f"""
SELECT {COLUMNS} FROM accounts WHERE handle >= ? AND handle < ? AND state = 'active' ORDER BY handle LIMIT ?
"""
FIND = f"""
SELECT {COLUMNS} FROM accounts WHERE id < ? AND state IN texts(?)
AND (handle LIKE ? ESCAPE '!' OR lower(name) LIKE ? ESCAPE '!' OR name LIKE ? ESCAPE '!')
ORDER BY id DESC LIMIT ?
"""

HANDLE_TAKEN = "SELECT 1 FROM accounts WHERE handle_key = ?"
EMAIL_TAKEN = "SELECT 1 FROM credentials WHERE email_key = ?"
INSERT_ACCOUNT = """
INSERT INTO accounts (id, handle, handle_key, name, region, languages, locale, role, wave, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
INSERT_CREDENTIALS = """
INSERT INTO credentials (account_id, email, email_key, password_hash, password_changed_at) VALUES (?, ?, ?, ?, ?)
"""
LOGIN_BY_EMAIL = """
SELECT c.account_id, c.password_hash, a.state, a.closes_at FROM credentials c JOIN accounts a ON a.id = c.account_id
WHERE c.email_key = ?
"""
LOGIN_BY_HANDLE = """
SELECT c.account_id, c.password_hash, a.state, a.closes_at FROM accounts a JOIN credentials c ON c.account_id = a.id
WHERE a.handle = ?
"""
PASSWORD_HASH = "SELECT password_hash FROM credentials WHERE account_id = ?"
SET_PASSWORD = "UPDATE credentials SET password_hash = ?, password_changed_at = ? WHERE account_id = ?"
EMAIL = "SELECT email, email_confirmed_at FROM credentials WHERE account_id = ?"
SET_EMAIL = "UPDATE credentials SET email = ?, email_key = ?, email_confirmed_at = ? WHERE account_id = ?"
OWNERS = "SELECT handle FROM accounts WHERE role = 'owner' AND state = 'active' LIMIT 1"
ANY_OWNER = "SELECT 1 FROM accounts WHERE role = 'owner' LIMIT 1"
STAFF = "SELECT id FROM accounts WHERE role IN ('moderator', 'owner') AND state = 'active'"

EDIT_PROFILE = "UPDATE accounts SET name = ?, bio = ?, region = ?, languages = ? WHERE id = ?"
SET_AVATAR = "UPDATE accounts SET avatar_id = ? WHERE id = ?"
SET_PREFERENCES = "UPDATE accounts SET locale = ?, theme = ? WHERE id = ?"
SET_TRANSLATE = "UPDATE accounts SET translate = ? WHERE id = ?"
SET_TRANSLATABLE = "UPDATE accounts SET translatable = ? WHERE id = ? AND translatable <> ?"
SET_ROLE = "UPDATE accounts SET role = ? WHERE id = ?"
SUSPEND = "UPDATE accounts SET state = 'suspended', suspended_until = ? WHERE id = ?"
REINSTATE = """
UPDATE accounts SET state = CASE WHEN closes_at IS NULL THEN 'active' ELSE 'closing' END, suspended_until = NULL
WHERE id = ?
"""
SUSPENDED_UNTIL = "SELECT suspended_until FROM accounts WHERE id = ?"
SUSPENSIONS_OVER = """
SELECT id FROM accounts WHERE suspended_until <= ? AND state = 'suspended' ORDER BY suspended_until LIMIT ?
"""
# Leaving and coming back are no way out of a suspension.
ASK_TO_CLOSE = """
UPDATE accounts SET state = CASE WHEN state = 'active' THEN 'closing' ELSE state END, closes_at = ? WHERE id = ?
"""
REOPEN = """
UPDATE accounts SET state = CASE WHEN state = 'closing' THEN 'active' ELSE state END, closes_at = NULL
WHERE id = ? AND state <> 'closed'
"""
MOVE_VERSIONS = "UPDATE accounts SET version = version + 1, viewer_version = viewer_version + 1 WHERE id IN ids(?)"
MOVE_VIEWER_VERSIONS = "UPDATE accounts SET viewer_version = viewer_version + 1 WHERE id IN ids(?)"
MOVE_MARKS_VERSION = """
INSERT INTO mark_versions (account_id, version) VALUES (?, 1)
ON CONFLICT (account_id) DO UPDATE SET version = mark_versions.version + 1
"""
MARKS_VERSION = "SELECT version FROM mark_versions WHERE account_id = ?"

DUE_TO_CLOSE = """
SELECT id FROM accounts WHERE state IN ('closing', 'suspended') AND closes_at <= ? ORDER BY closes_at LIMIT ?
"""
ERASE_ACCOUNT = """
UPDATE accounts SET state = 'closed', closes_at = NULL, suspended_until = NULL, name = '', bio = '', avatar_id = NULL,
region = 'ZZ', languages = '', role = 'member' WHERE id = ?
"""
ERASE_CREDENTIALS = "DELETE FROM credentials WHERE account_id = ?"

INSERT_SESSION = """
INSERT INTO sessions (id, account_id, token_hash, created_at, last_seen_at, expires_at, user_agent, network)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
SIGNED_BY_SESSION = f"""
SELECT {ACCOUNT_COLUMNS}, s.id, s.expires_at FROM sessions s JOIN accounts a ON a.id = s.account_id
WHERE s.token_hash = ?
"""
SESSIONS = """
SELECT id, created_at, last_seen_at, expires_at, user_agent, network FROM sessions
WHERE account_id = ? AND expires_at > ? ORDER BY id DESC LIMIT 100
"""
SEEN = "UPDATE sessions SET last_seen_at = ?, expires_at = ? WHERE id = ?"
DELETE_SESSION = "DELETE FROM sessions WHERE id = ? AND account_id = ?"
DELETE_OTHER_SESSIONS = "DELETE FROM sessions WHERE account_id = ? AND id <> ?"
DELETE_OLD_SESSIONS = "DELETE FROM sessions WHERE expires_at <= ?"

INSERT_TOKEN = """
INSERT INTO api_tokens (id, account_id, name, token_hash, scopes, created_at) VALUES (?, ?, ?, ?, ?, ?)
"""
COUNT_TOKENS = "SELECT count(*) FROM api_tokens WHERE account_id = ?"
TOKENS = "SELECT id, name, scopes, created_at, last_used_at FROM api_tokens WHERE account_id = ? ORDER BY id DESC"
SIGNED_BY_TOKEN = f"""
SELECT {ACCOUNT_COLUMNS}, t.id, t.scopes FROM api_tokens t JOIN accounts a ON a.id = t.account_id
WHERE t.token_hash = ?
"""
TOKEN_USED = "UPDATE api_tokens SET last_used_at = ? WHERE id = ?"
DELETE_TOKEN = "DELETE FROM api_tokens WHERE id = ? AND account_id = ?"
DELETE_ALL_TOKENS = "DELETE FROM api_tokens WHERE account_id = ?"

INSERT_CODE = """
INSERT INTO one_time_codes (code_hash, purpose, account_id, detail, expires_at) VALUES (?, ?, ?, ?, ?)
"""
CODE_HOLDS = "SELECT 1 FROM one_time_codes WHERE code_hash = ? AND purpose = ? AND expires_at > ?"
TAKE_CODE = """
DELETE FROM one_time_codes WHERE code_hash = ? AND purpose = ? AND expires_at > ? RETURNING account_id, detail
"""
DELETE_CODES = "DELETE FROM one_time_codes WHERE account_id = ? AND purpose = ?"
DELETE_ALL_CODES = "DELETE FROM one_time_codes WHERE account_id = ?"
DELETE_OLD_CODES = "DELETE FROM one_time_codes WHERE expires_at <= ?"

LANGUAGES_OF_LATE = """
SELECT language FROM (SELECT language FROM activity_days ORDER BY day DESC, account_id DESC LIMIT ?) AS latest
GROUP BY language ORDER BY count(*) DESC, language
"""
INSERT_DAY = """
INSERT INTO activity_days (day, account_id, joined_day, region, language, wave) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (day, account_id) DO NOTHING
"""
