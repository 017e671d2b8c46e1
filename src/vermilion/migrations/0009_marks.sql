-- Moves with every like, collect or taking back of either by the account: what a process keeps of somebody's marks
-- holds while this stands still.
-- home: account_id
CREATE TABLE mark_versions (
    account_id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL
);
