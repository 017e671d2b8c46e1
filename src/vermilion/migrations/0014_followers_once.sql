-- `again`: follows of a linked topic by whoever follows an earlier one (of a smaller id) of its group, too.
ALTER TABLE topic_follows ADD COLUMN again BIGINT NOT NULL DEFAULT 0;
ALTER TABLE topic_counts ADD COLUMN followers_again BIGINT NOT NULL DEFAULT 0;

UPDATE topic_follows SET again = 1
WHERE topic_id IN (SELECT topic_id FROM topic_equivalents) AND EXISTS (
    SELECT 1 FROM topic_equivalents mine
    JOIN topic_equivalents other ON other.group_id = mine.group_id AND other.topic_id < mine.topic_id
    JOIN topic_follows former ON former.topic_id = other.topic_id AND former.account_id = topic_follows.account_id
    WHERE mine.topic_id = topic_follows.topic_id
);
UPDATE topic_counts SET followers_again = (
    SELECT COALESCE(SUM(again), 0) FROM topic_follows WHERE topic_follows.topic_id = topic_counts.id
) WHERE id IN (SELECT topic_id FROM topic_equivalents);
