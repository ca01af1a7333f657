"""Maison Perle: a jeweller of Lyon, Nantes and Dijon."""

from comptoir.surfaces.storefront.shelves.shape import Category, Customer, Order, Page, Product, Storefront

ALLIANCES = Category(
    "alliances/",
    "Alliances",
    "Tournées, serties et polies dans notre atelier de Lyon. Chaque alliance se grave, sauf les tours complets de diamants.",
    (
        Product(
            "alliances/demi-jonc-or-jaune",
            "Alliance Demi-jonc",
            "590 €",
            "Un profil bombé tout en douceur, le plus porté depuis un siècle.",
            ("Or jaune 750, 3 mm", "Tailles 46 à 66", "Gravure offerte, trois jours ouvrés"),
            "demi-jonc.svg",
        ),
        Product(
            "alliances/ruban-or-blanc",
            "Alliance Ruban",
            "645 €",
            "Plate et fine, elle se glisse contre une bague de fiançailles.",
            ("Or blanc 750 rhodié, 2,5 mm", "Tailles 46 à 64", "Bain de rhodium refait en boutique pour 45 €"),
            "ruban.svg",
        ),
        Product(
            "alliances/constance-diamants",
            "Alliance Constance",
            "1 890 €",
            "Vingt-deux diamants sur tout le tour, sertis à griffes partagées.",
            ("Or blanc 750, 0,50 carat au total", "Ne se grave pas, ne se met pas à taille", "Certificat fourni"),
            "constance.svg",
        ),
    ),
)
BAGUES = Category(
    "bagues/",
    "Bagues",
    "Pour une demande, un anniversaire, ou sans raison du tout.",
    (
        Product(
            "bagues/aurore-solitaire",
            "Bague Aurore",
            "1 450 €",
            "Un diamant de 0,30 carat, tenu haut pour prendre la lumière.",
            ("Or blanc 750", "Diamant G, VS2, certificat indépendant", "Première mise à taille offerte"),
            "aurore.svg",
        ),
        Product(
            "bagues/marquise-saphir",
            "Bague Marquise",
            "980 €",
            "Un saphir bleu profond entre deux diamants.",
            ("Or jaune 750", "Saphir de Ceylan, 0,62 carat", "Tailles 50 à 58 en stock"),
            "marquise.svg",
        ),
        Product(
            "bagues/vague-or-rose",
            "Bague Vague",
            "420 €",
            "Une ligne d’or rose qui ondule comme l’eau.",
            ("Or rose 750", "2,2 g", "À retirer avant la piscine : le chlore ternit l’or rose"),
            "vague.svg",
        ),
    ),
)
COLLIERS = Category(
    "colliers/",
    "Colliers et pendentifs",
    "Nos perles viennent d’élevages que nous visitons chaque année.",
    (
        Product(
            "colliers/rivage-akoya",
            "Collier Rivage",
            "1 190 €",
            "Soixante-trois perles d’Akoya, nouées une à une sur soie.",
            ("Perles de 6,5 à 7 mm", "42 ou 45 cm, fermoir en or 750", "Livré avec son certificat d’origine"),
            "rivage.svg",
        ),
        Product(
            "colliers/goutte-tahiti",
            "Pendentif Goutte",
            "390 €",
            "Une perle de Tahiti aux reflets de paon, sur une bélière en or.",
            ("Perle de 9 mm", "Chaîne non comprise", "Chaque perle est unique"),
            "goutte.svg",
        ),
        Product(
            "colliers/chaine-forcat",
            "Chaîne Forçat",
            "265 €",
            "La chaîne de tous les jours, souple et solide.",
            ("Or jaune 375", "45 cm, 1,6 mm", "Seule ou avec un pendentif"),
            "forcat.svg",
        ),
    ),
)
BOUCLES = Category(
    "boucles-d-oreilles/",
    "Boucles d’oreilles",
    "Tiges en or, sans nickel.",
    (
        Product(
            "boucles-d-oreilles/puces-lune",
            "Puces Lune",
            "129 €",
            "Deux perles d’eau douce, rondes comme des lunes.",
            ("Perles de 6 mm", "Tiges en or jaune 750", "Fermoirs papillon"),
            "lune.svg",
        ),
        Product(
            "boucles-d-oreilles/creoles-azur",
            "Créoles Azur",
            "210 €",
            "Légères, elles s’oublient à l’oreille.",
            ("Or jaune 375", "22 mm, fil rond de 2 mm", "Fermoir à charnière"),
            "azur.svg",
        ),
        Product(
            "boucles-d-oreilles/dormeuses-eglantine",
            "Dormeuses Églantine",
            "340 €",
            "Un quartz rose taillé en goutte, sous un pétale d’or.",
            ("Or rose 750", "Quartz de 8 × 6 mm", "Fermoir dormeuse"),
            "eglantine.svg",
        ),
    ),
)
PAGES = (
    Page(
        "contact.html",
        "Nous écrire, nous appeler",
        (
            "Le service des relations clients répond du lundi au vendredi de 8 h à 18 h 30, et le samedi de 9 h à 16 h 30.",
            "Nos ambassadeurs, clients de la maison, vous répondent sur le chat jusqu’à 22 h.",
        ),
        (
            "Le chat, en bas de cette page",
            "Par courrier : Maison Perle, 12 rue Édouard-Herriot, 69001 Lyon",
            "En bijouterie, à Lyon, Nantes et Dijon",
        ),
    ),
    Page(
        "boutiques/",
        "Nos bijouteries",
        ("Trois adresses, trois ateliers de mise à taille, et le temps qu’il faut pour choisir.",),
        ("Lyon, rue Édouard-Herriot", "Nantes, rue Crébillon", "Dijon, place Bossuet"),
    ),
    Page(
        "boutiques/lyon",
        "Lyon, rue Édouard-Herriot",
        (
            "Ouverte du mardi au samedi de 10 h à 19 h, le lundi de 14 h à 19 h. Parking des Cordeliers à 150 mètres ; une rampe vous attend à l’entrée.",
        ),
    ),
    Page(
        "boutiques/nantes",
        "Nantes, rue Crébillon",
        (
            "Ouverte du mardi au samedi de 10 h à 19 h. L’e-réservation vous garde jusqu’à trois pièces pendant 48 heures.",
        ),
    ),
    Page("boutiques/dijon", "Dijon, place Bossuet", ("Ouverte du mardi au samedi de 10 h à 19 h.",)),
    Page(
        "sav/",
        "Service après-vente",
        (
            "Fermoir, griffe, mise à taille, polissage : tout se fait dans nos ateliers, et se suit depuis votre compte.",
        ),
        (
            "Mise à taille offerte dans les deux mois",
            "Polissage offert la première année",
            "Réparations garanties un an",
        ),
    ),
    Page(
        "sav/mise-a-taille",
        "Mise à taille",
        (
            "La première mise à taille est offerte dans les deux mois qui suivent l’achat. Comptez dix jours, transport assuré compris.",
        ),
    ),
    Page("panier", "Votre panier", ("Votre panier est vide pour le moment.",)),
    Page(
        "cartes-cadeaux",
        "Cartes cadeaux",
        ("De 30 à 500 €, par e-mail ou par courrier, valables deux ans sur le site et en bijouterie.",),
    ),
    Page("mon-compte/factures", "Mes factures", ("Connectez-vous pour retrouver vos factures.",)),
    Page("mon-compte/commandes", "Mes commandes", ("Connectez-vous pour suivre vos commandes.",)),
    Page(
        "confidentialite",
        "Vos données",
        ("Cette boutique est une démonstration : ce que vous écrivez reste sur la machine qui la fait tourner.",),
    ),
)
CUSTOMERS = (
    Customer(
        "C-20418",
        "Brigitte",
        "Vasseur",
        "brigitte.vasseur@courriel.example",
        (
            Order("MP-44871", "Collier Rivage, 45 cm", "Livrée", "1 190 €"),
            Order("MP-49310", "Puces Lune", "En préparation", "129 €"),
        ),
    ),
    Customer(
        "C-31977",
        "Aurélie",
        "Poncet",
        "aurelie.poncet@courriel.example",
        (Order("MP-48213", "Bracelet Rivage", "Retour reçu", "340 €"),),
    ),
)
MAISON_PERLE = Storefront(
    key="maison-perle",
    name="Maison Perle",
    language="fr",
    claim="Bijoutiers à Lyon depuis 1931",
    home=Page("", "Maison Perle", ("Des bijoux que l’on garde, réparés par ceux qui les font.",), template="home"),
    account=Page(
        "mon-compte/",
        "Mon compte",
        ("Choisissez une cliente de la démonstration : la boutique signera pour elle auprès du chat.",),
        template="account",
    ),
    categories=(ALLIANCES, BAGUES, COLLIERS, BOUCLES),
    pages=PAGES,
    customers=CUSTOMERS,
    words={
        "stores": "Nos bijouteries",
        "stores_path": "boutiques/",
        "contact": "Contact",
        "contact_path": "contact.html",
        "account": "Mon compte",
        "care": "Service après-vente",
        "care_path": "sav/",
        "see_all": "Voir la collection",
        "add": "Ajouter au panier",
        "basket_path": "panier",
        "privacy": "Vos données",
        "privacy_path": "confidentialite",
        "sign_in": "Se connecter comme",
        "sign_out": "Se déconnecter",
        "hello": "Bonjour",
        "orders": "Vos commandes",
        "signed": "La boutique signe votre identité : la personne qui vous répond sait à qui elle parle.",
        "featured": "Les pièces du moment",
        "demo": "Boutique de démonstration",
        "demo_hours": "Ici, le chat répond à toute heure. La charte de la maison dit : conseillers du lundi au vendredi de 8 h à 18 h 30 et le samedi de 9 h à 16 h 30, ambassadeurs jusqu’à 22 h.",
        "other_language": "Parler au chat en anglais",
        "delivery": "Livraison offerte, retour gratuit pendant 30 jours",
    },
)
