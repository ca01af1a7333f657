"""What answers teach is kept by the tokens of the index, with the day of the last."""

import datetime as dt

from django.db import migrations, models

ALL_ANSWERS = """
    INSERT INTO knowledge_lesson (shop_id, language, word, kind, of, helped, failed, learnt_on)
    SELECT shop_id, language, '', kind, of, MAX(helped), MAX(failed), MAX(learnt_on) FROM knowledge_lesson
    GROUP BY shop_id, language, kind, of
"""
AS_TOKENS = """
    UPDATE knowledge_lesson
    SET word = CASE WHEN word LIKE '~%' THEN 'm' || REPLACE(SUBSTR(word, 2), '_', '') ELSE 'w' || SUBSTR(word, 1, 59) END
"""
FORGET_TOGETHER = "DELETE FROM knowledge_lesson WHERE word = '' OR word LIKE 'p%'"
AS_WORDS = "UPDATE knowledge_lesson SET word = CASE WHEN word LIKE 'm%' THEN '~' ELSE '' END || SUBSTR(word, 2)"


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0005_editions")]

    operations = [
        migrations.AddField("lesson", "learnt_on", models.DateField(default=dt.date.today), preserve_default=False),
        migrations.AddIndex(
            "lesson",
            models.Index("shop", "language", "word", models.F("helped").desc(), name="lesson_taught_most"),
        ),
        migrations.AddIndex("lesson", models.Index(fields=["shop", "learnt_on"], name="lesson_learnt_on")),
        # After the indexes: PostgreSQL makes none while keys of new rows are still to be checked.
        migrations.RunSQL(AS_TOKENS, AS_WORDS),
        migrations.RunSQL(ALL_ANSWERS, FORGET_TOGETHER),
    ]
