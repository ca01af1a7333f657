from django.db import migrations, models
from django.db.models import F


def settle_what_lapsed_before(apps, schema_editor):
    """Authors were told of it in the browser in which they wrote: nobody is told anew of what is long past."""
    held = apps.get_model("conversations", "HeldMessage")
    held.objects.filter(outcome="lapsed", seen_at=None).update(seen_at=F("settled_at"))


class Migration(migrations.Migration):

    dependencies = [
        ("conversations", "0015_put_in"),
    ]

    operations = [
        migrations.RunPython(settle_what_lapsed_before, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="heldmessage", name="held_returned_to"),
        migrations.AddIndex(
            model_name="heldmessage",
            index=models.Index(
                condition=models.Q(("outcome__in", ["lapsed", "returned"]), ("seen_at__isnull", True)),
                fields=["membership", "conversation"],
                name="held_came_back_to",
            ),
        ),
    ]
