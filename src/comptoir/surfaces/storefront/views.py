"""What a visitor of the demo's shops sees. The pages are plain and strict, as a careful shop's would be."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from comptoir.domain.people.queries import members_of
from comptoir.domain.shops.queries import shop_of_key
from comptoir.surfaces.storefront.customers import keep_signed_in, signed_identity, signed_in, signed_seller
from comptoir.surfaces.storefront.portraits import portrait_of
from comptoir.surfaces.storefront.shelves import STOREFRONTS, Storefront

YEAR = 365 * 24 * 3600
CHAT_LANGUAGES = ("fr", "ro", "pt", "en")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The shops, the console, and the accounts."""
    shops = [
        {"front": front, "members": members_of(shop_of_key(front.key).id), "account": reverse_account(front)}
        for front in STOREFRONTS.values()
    ]
    return render(request, "storefront/index.html", {"shops": shops, "console": reverse("console:inbox")})


@require_GET
def page(request: HttpRequest, shop_key: str, path: str = "") -> HttpResponse:
    """A page of a shop: one of its own, a category, a product, or the account."""
    front = _storefront(shop_key)
    shown = front.shown_at(path)
    if shown is None:
        raise Http404
    customer = signed_in(request, front)
    context = {
        "front": front,
        "words": front.words,
        "shown": shown,
        "customer": customer,
        "identity": signed_identity(front, customer) if customer else "",
        "chat_language": _chat_language(request, front),
        "path": path,
    }
    response = render(request, f"storefront/{shown.template}.html", context)
    response.headers["Content-Security-Policy"] = shop_policy()
    return response


@require_POST
def sign_in(request: HttpRequest, shop_key: str) -> HttpResponse:
    """Sign one of the demo's customers in, as a shop's own sign-in would."""
    front = _storefront(shop_key)
    customer = front.customer(request.POST.get("customer", ""))
    if customer is None:
        raise Http404
    return keep_signed_in(HttpResponseRedirect(reverse_account(front)), front, customer)


@require_POST
def sign_out(request: HttpRequest, shop_key: str) -> HttpResponse:
    """Be a stranger again."""
    front = _storefront(shop_key)
    return keep_signed_in(HttpResponseRedirect(reverse_account(front)), front, None)


@require_POST
def sell(request: HttpRequest, shop_key: str) -> HttpResponse:
    """Send one of the demo's sellers to their own pages, as a marketplace's account would: by a signed link."""
    front = _storefront(shop_key)
    trader = front.trader(request.POST.get("trader", ""))
    if trader is None:
        raise Http404
    return HttpResponseRedirect(reverse("market:seller_arrive", args=[front.key, signed_seller(front, trader)]))


@require_GET
def portrait(request: HttpRequest, name: str) -> HttpResponse:
    """The drawn portrait of one of the demo's people."""
    content = portrait_of(name)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/webp")
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def shop_policy() -> str:
    """The content security policy of a strict shop: what the widget needs is its own origin, and nothing inline."""
    socket = settings.PUBLIC_URL.replace("http", "ws", 1)
    return (
        f"default-src 'none'; script-src 'self'; connect-src 'self' {socket}; img-src 'self' blob:; style-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def reverse_account(front: Storefront) -> str:
    """Where the shop's customers find their account."""
    return reverse("storefront:page", args=[front.key, front.account.path])


def _storefront(key: str) -> Storefront:
    if key not in STOREFRONTS:
        raise Http404
    return STOREFRONTS[key]


def _chat_language(request: HttpRequest, front: Storefront) -> str:
    wanted = request.GET.get("chat", "")
    return wanted if wanted in CHAT_LANGUAGES else front.language
