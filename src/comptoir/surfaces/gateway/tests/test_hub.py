"""Each listener hears what concerns it, once, in order, in one write a batch."""

from __future__ import annotations

from comptoir.foundation.broadcast import Delivery
from comptoir.surfaces.gateway.hub import Hub
from comptoir.surfaces.gateway.tests.ears import Ear


def news(*topics: str, n: int = 0, orders: str = "") -> Delivery:
    return Delivery(topics, b'{"n":%d}' % n, orders)


def test_who_listens_to_two_topics_of_a_delivery_hears_it_once():
    hub, vera = Hub(), Ear()
    hub.listen(vera, ("a", "b"))
    hub.deliver([news("a", "b", n=1)])
    assert vera.heard == [{"n": 1}]


def test_nobody_hears_what_is_told_to_others():
    """A5 of the attacks: silence."""
    hub, vera, other = Hub(), Ear(), Ear()
    hub.listen(vera, ("c:1:public",))
    hub.listen(other, ("c:2:public",))
    hub.deliver([news("c:1:public", n=1), news("c:1:team", n=2)])
    assert vera.heard == [{"n": 1}]
    assert other.heard == []


def test_a_batch_is_one_write_for_each_listener_and_answers_come_before_the_news():
    """B1: one write per connection per batch."""
    hub, vera, amin = Hub(), Ear(), Ear()
    for ear in (vera, amin):
        hub.listen(ear, ("c:1",))
    hub.deliver([news("c:1", n=2), news("c:1", n=3)], [(vera, b'{"n":1}')])
    assert [len(ear.wire.writes) for ear in (vera, amin)] == [1, 1]
    assert vera.heard == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert amin.heard == [{"n": 2}, {"n": 3}]
    assert vera.wire.writes[0][1] is amin.wire.writes[0][0], "prepared once"


def test_who_has_left_hears_nothing_more():
    hub, vera = Hub(), Ear()
    hub.listen(vera, ("a", "b"))
    hub.leave(vera, ("a",))
    hub.deliver([news("a", n=1), news("b", n=2)])
    hub.leave(vera)
    hub.deliver([news("b", n=3)])
    assert vera.heard == [{"n": 2}]
    assert hub.everybody() == set()


def test_who_may_not_see_any_more_is_told_to_ask_again_and_taken_off():
    hub, amin = Hub(), Ear()
    hub.listen(amin, ("c:1:team", "user:1"))
    hub.deliver([news("c:1:team", n=1, orders="resync"), news("c:1:team", n=2)])
    assert amin.heard == [{"n": 1}]
    assert amin.topics == {"user:1"}


def test_an_order_to_close_closes_with_its_code():
    hub, amin = Hub(), Ear()
    hub.listen(amin, ("session:x",))
    hub.deliver([Delivery(("session:x",), b"4401", "close")])
    assert amin.wire.closed == 4401
    assert amin.heard == []


def test_a_line_that_breaks_does_not_keep_the_others_from_hearing():
    """G8: nobody else is disturbed."""
    hub, broken, vera = Hub(), Ear(), Ear()
    for ear in (broken, vera):
        hub.listen(ear, ("c:1",))
    broken.wire.is_broken = True
    hub.deliver([news("c:1", n=1)], [(broken, b"{}")])
    hub.deliver([news("c:1", n=2)])
    assert vera.heard == [{"n": 1}, {"n": 2}]
    assert hub.everybody() == {vera}
