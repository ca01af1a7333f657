"""By which edition of the index a text was taken apart.

The column is added by hand: SQLite's table would be made anew for it, and lose the triggers that keep its index of words.
"""

from django.db import migrations, models

ADDED = "ALTER TABLE knowledge_findable ADD COLUMN edition varchar(16) DEFAULT '' NOT NULL"
TAKEN_AWAY = "ALTER TABLE knowledge_findable DROP COLUMN edition"


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0004_answers"), ("shops", "0002_orders")]

    operations = [
        migrations.CreateModel(
            name="IndexEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=16, unique=True)),
            ],
        ),
        migrations.RunSQL(
            ADDED,
            TAKEN_AWAY,
            state_operations=[
                migrations.AddField(
                    model_name="findable",
                    name="edition",
                    field=models.CharField(blank=True, default="", max_length=16),
                )
            ],
        ),
        migrations.AddIndex(
            model_name="findable", index=models.Index(fields=["edition", "shop"], name="findable_by_edition")
        ),
    ]
