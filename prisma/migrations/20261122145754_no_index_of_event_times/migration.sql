-- Old events are found by their ids. Every event is stored once and changed once, and paid for this index both times.
DROP INDEX "webhook_event_received_at_idx";
