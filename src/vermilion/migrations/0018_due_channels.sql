-- When a channel's snapshot is to be taken anew: at once for what enters or leaves, a little later for mere likes.
ALTER TABLE feed_dirty_channels ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX feed_dirty_channels_due ON feed_dirty_channels (due_at, channel);
