"""Grădina Verde: plants, garden furniture and tools, from Cluj."""

from comptoir.surfaces.storefront.shelves.shape import Category, Customer, Order, Page, Product, Storefront

PLANTE = Category(
    "plante/",
    "Plante",
    "Crescute în sera noastră de lângă Cluj, pornite la drum dimineața, ca să ajungă vii.",
    (
        Product(
            "plante/trandafir-catarator-aurora",
            "Trandafir cățărător „Aurora”",
            "64 lei",
            "Înflorește din mai până la brumă, roz-piersică, parfumat.",
            ("Înălțime 2,5–3 m", "Soare, cel puțin șase ore pe zi", "Rezistă până la −25 °C"),
            "trandafir.svg",
        ),
        Product(
            "plante/hortensie-vara-alba",
            "Hortensie „Vara Albă”",
            "79 lei",
            "Sfere albe cât două palme, care devin roz spre toamnă.",
            ("Ghiveci de 3 litri", "Semiumbră, pământ acid", "Udare cu apă de ploaie"),
            "hortensie.svg",
        ),
        Product(
            "plante/lavanda-provence",
            "Lavandă „Provence”",
            "24,90 lei",
            "Pentru borduri, albine și sertare cu lenjerie.",
            ("Ghiveci de 2 litri", "Plin soare, pământ uscat", "Atrage buburuzele"),
            "lavanda.svg",
        ),
        Product(
            "plante/mar-columnar",
            "Măr columnar „Corina”",
            "119 lei",
            "Mere roșii pe un trunchi care încape și pe balcon.",
            ("Înălțime 2 m, lățime 40 cm", "Rodește din al doilea an", "Se plantează toamna sau primăvara"),
            "mar.svg",
        ),
        Product(
            "plante/gazon-rustic",
            "Gazon rustic",
            "109 lei",
            "Un amestec care iartă călcatul și seceta.",
            ("Sac de 5 kg, pentru 200 m²", "Cel puțin patru ore de soare", "Prima tunsoare după 30 de zile"),
            "gazon.svg",
        ),
    ),
)
MOBILIER = Category(
    "mobilier/",
    "Mobilier",
    "Lemn de salcâm uleiat, care îmbătrânește frumos afară.",
    (
        Product(
            "mobilier/set-tihna",
            "Set mobilier „Tihna”",
            "2.490 lei",
            "O masă și patru scaune pentru prânzurile lungi.",
            ("Masă 160 × 90 cm", "Salcâm uleiat, șuruburi din inox", "Montaj în 40 de minute"),
            "tihna.svg",
        ),
        Product(
            "mobilier/sezlong-siesta",
            "Șezlong „Siesta”",
            "549 lei",
            "Pânza se scoate și se spală.",
            ("Cinci poziții", "Cadru din salcâm", "Garanție doi ani la cusături"),
            "siesta.svg",
        ),
        Product(
            "mobilier/umbrela-amiaza",
            "Umbrelă „Amiaza”",
            "699 lei",
            "Trei metri de umbră, cu manivelă.",
            ("Diametru 3 m", "Pânză 200 g/m², UPF 50+", "Piciorul se livrează separat"),
            "amiaza.svg",
        ),
        Product(
            "mobilier/leagan-serile",
            "Leagăn „Serile”",
            "1.350 lei",
            "Pentru doi oameni și o carte.",
            ("Lățime 170 cm", "Sarcină 250 kg", "Cu șaibe împotriva scârțâitului"),
            "serile.svg",
        ),
        Product(
            "mobilier/pavilion-ziua",
            "Pavilion „Ziua”",
            "3.190 lei",
            "Patru stâlpi, un acoperiș și o după-amiază întreagă.",
            ("3 × 4 m între stâlpi", "Streașină de 15 cm pe fiecare parte", "Transport inclus"),
            "ziua.svg",
        ),
    ),
)
UNELTE = Category(
    "unelte/",
    "Unelte",
    "Unelte pe care le reparăm noi, cu piese ținute zece ani.",
    (
        Product(
            "unelte/pompa-izvor-400",
            "Pompă submersibilă „Izvor 400”",
            "389 lei",
            "Scoate apa din fântână, din pivniță, din butoi.",
            ("400 W, 8.000 l/h", "Plutitor automat", "Se așază pe o cărămidă, nu pe fund"),
            "izvor.svg",
        ),
        Product(
            "unelte/masina-pajistea-38",
            "Mașină de tuns „Pajiștea 38”",
            "1.199 lei",
            "Cu baterie, pentru curți de până la 400 m².",
            ("Lățime de tăiere 38 cm", "Baterie 40 V inclusă", "Lamă de schimb L38"),
            "pajistea.svg",
        ),
        Product(
            "unelte/foarfeca-ramura",
            "Foarfecă de vie „Ramura”",
            "84,90 lei",
            "Taie curat, se ascute, se repară.",
            ("Oțel carbon", "Arc de schimb R-ARC", "Mâner pentru stângaci la cerere"),
            "ramura.svg",
        ),
    ),
)
PAGES = (
    Page(
        "contact",
        "Contact",
        (
            "Echipa de chat vă răspunde de luni până joi între 9 și 19, vineri până la 18 și sâmbăta între 10 și 14, cu pauză de prânz între 13 și 14.",
            "Ambasadorii noștri, clienți pasionați de grădină, răspund și seara, până la 21.",
        ),
        (
            "Chatul, în josul acestei pagini",
            "Prin poștă: Grădina Verde, Calea Florești 88, Cluj-Napoca",
            "La seră, de marți până sâmbătă",
        ),
    ),
    Page(
        "sfaturi/",
        "Sfaturi",
        ("Ce am învățat și noi, tot cu mâinile în pământ.",),
        ("Trandafiri fără păduchi", "Toamna în livadă", "Gazon de la zero", "Terasa de vară"),
    ),
    Page(
        "sfaturi/trandafiri-fara-paduchi",
        "Trandafiri fără păduchi",
        ("Săpun de potasiu, 20 de grame la litru, seara, pe dosul frunzelor. Și lavandă alături, pentru buburuze.",),
    ),
    Page(
        "sfaturi/toamna-in-livada",
        "Toamna în livadă",
        ("Plantați cât pământul nu este înghețat: rădăcinile prind până la ger, iar primăvara pomul pornește singur.",),
    ),
    Page(
        "sfaturi/gazon-de-la-zero",
        "Gazon de la zero",
        ("Săpați, greblați, așteptați o ploaie, semănați. Apoi răbdare treizeci de zile.",),
    ),
    Page(
        "sfaturi/terasa-de-vara",
        "Terasa de vară",
        ("O umbrelă, un șezlong și un ghiveci mare de lavandă fac jumătate din vacanță.",),
    ),
    Page("cos", "Coșul dumneavoastră", ("Coșul este gol deocamdată.",)),
    Page(
        "livrare",
        "Livrare și retur",
        (
            "Livrare gratuită peste 200 de lei. Mobilierul vine cu mașina noastră. Retur în 14 zile, curierul vine la dumneavoastră.",
        ),
    ),
    Page("cont/facturi", "Facturile mele", ("Conectați-vă ca să vedeți facturile.",)),
    Page("cont/comenzi", "Comenzile mele", ("Conectați-vă ca să vă urmăriți comenzile.",)),
    Page(
        "confidentialitate",
        "Datele dumneavoastră",
        ("Acest magazin este demonstrativ: ce scrieți rămâne pe calculatorul pe care rulează.",),
    ),
)
CUSTOMERS = (
    Customer(
        "66021",
        "Cristina",
        "Lazăr",
        "cristina.lazar@posta.example",
        (
            Order("GV-102744", "Pompă „Izvor 400”", "Înlocuită", "389 lei"),
            Order("GV-105233", "Lavandă „Provence”, 6 bucăți", "La curier", "149,40 lei"),
        ),
    ),
    Customer(
        "50633",
        "Marius",
        "Ilie",
        "marius.ilie@posta.example",
        (Order("GV-103108", "Set mobilier „Tihna”", "Livrată", "2.490 lei"),),
    ),
)
GRADINA_VERDE = Storefront(
    key="gradina-verde",
    name="Grădina Verde",
    language="ro",
    claim="Plante vii, unelte care se repară",
    home=Page("", "Grădina Verde", ("Pentru curți, balcoane și oameni răbdători.",), template="home"),
    account=Page(
        "cont/",
        "Contul meu",
        ("Alegeți un client al demonstrației: magazinul semnează pentru el către chat.",),
        template="account",
    ),
    categories=(PLANTE, MOBILIER, UNELTE),
    pages=PAGES,
    customers=CUSTOMERS,
    words={
        "stores": "Sfaturi",
        "stores_path": "sfaturi/",
        "contact": "Contact",
        "contact_path": "contact",
        "account": "Contul meu",
        "care": "Livrare și retur",
        "care_path": "livrare",
        "see_all": "Vedeți raftul",
        "add": "Adăugați în coș",
        "basket_path": "cos",
        "privacy": "Datele dumneavoastră",
        "privacy_path": "confidentialitate",
        "sign_in": "Conectare ca",
        "sign_out": "Deconectare",
        "hello": "Bună ziua",
        "orders": "Comenzile dumneavoastră",
        "signed": "Magazinul semnează cine sunteți: cine vă răspunde știe cu cine vorbește.",
        "featured": "De sezon",
        "demo": "Magazin demonstrativ",
        "demo_hours": "Aici chatul răspunde la orice oră. Regulile magazinului spun: consultanți de luni până joi 9–19, vineri 9–18, sâmbăta 10–14, cu pauză de prânz; ambasadori și seara, până la 21.",
        "other_language": "Chat în engleză",
        "delivery": "Livrare gratuită peste 200 de lei, retur în 14 zile",
    },
)
