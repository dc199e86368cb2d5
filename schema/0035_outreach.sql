-- Once a day the records whose year is over lose their author. Without this every record of the programme was read for it, each time, while nobody could save.
CREATE INDEX conversation_linked ON conversation (programme_id, held_on) WHERE done_by IS NOT NULL OR recorded_by IS NOT NULL;
