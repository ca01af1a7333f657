"""Feira do Largo: a marketplace of Portugal, where each stall is a seller of its own."""

from comptoir.surfaces.storefront.shelves.shape import Category, Customer, Order, Page, Product, Storefront, Trader

CASA = Category(
    "casa/",
    "Casa",
    "Peças com mãos por trás, enviadas por quem as faz.",
    (
        Product(
            "casa/candeeiro-farol",
            "Candeeiro «Farol»",
            "84,90 €",
            "Três pernas de pinho e uma luz que não cansa.",
            ("Vendido por Oficina do Pinho", "Pinho nacional, abajur de linho", "Garantia de três anos"),
            "farol.svg",
        ),
        Product(
            "casa/manta-estrela",
            "Manta «Estrela»",
            "69,00 €",
            "Lã da serra, tecida em tear largo.",
            ("Vendida por Lãs da Serra", "140 × 200 cm", "Lavagem à mão, em água fria"),
            "estrela.svg",
        ),
        Product(
            "casa/cesto-junco",
            "Cesto «Junco»",
            "38,50 €",
            "Para a fruta, o pão ou as revistas.",
            ("Vendido por Lãs da Serra", "Junco entrançado, asa de castanho", "34 cm de altura"),
            "junco.svg",
        ),
    ),
)
MESA = Category(
    "mesa/",
    "Mesa",
    "Barro vidrado e madeira que se põem na mesa todos os dias.",
    (
        Product(
            "mesa/servico-mare",
            "Serviço de jantar «Maré», 12 peças",
            "118,00 €",
            "Pratos rasos, fundos e de sobremesa, com a onda pintada à mão.",
            ("Vendido por Barro e Cal", "Vai à máquina e ao micro-ondas", "Peças avulsas disponíveis"),
            "mare.svg",
        ),
        Product(
            "mesa/jarro-cantaro",
            "Jarro «Cântaro»",
            "32,50 €",
            "Um litro e meio de água fresca.",
            ("Vendido por Barro e Cal", "Barro vermelho, vidrado por dentro", "24 cm de altura"),
            "cantaro.svg",
        ),
        Product(
            "mesa/tabua-sobreiro",
            "Tábua «Sobreiro»",
            "27,00 €",
            "Para cortar, servir e pendurar.",
            ("Vendida por Oficina do Pinho", "Madeira de sobreiro oleada", "38 × 24 cm"),
            "sobreiro.svg",
        ),
    ),
)
COZINHA = Category(
    "cozinha/",
    "Cozinha e rádio",
    "Aparelhos simples, que se abrem e se arranjam.",
    (
        Product(
            "cozinha/moinho-moka",
            "Moinho de café «Moka 60»",
            "49,90 €",
            "Mói devagar, como se fazia.",
            ("Vendido por Eletro Ribeira", "Mó de aço, 60 g de cada vez", "Garantia de três anos"),
            "moka.svg",
        ),
        Product(
            "cozinha/chaleira-vapor",
            "Chaleira «Vapor»",
            "39,90 €",
            "Esmaltada, para todos os fogões.",
            ("Vendida por Eletro Ribeira", "1,7 litros", "Também para indução"),
            "vapor.svg",
        ),
        Product(
            "cozinha/radio-onda-curta",
            "Rádio «Onda Curta»",
            "74,90 €",
            "O relato, as notícias e o mundo inteiro à noite.",
            ("Vendido por Eletro Ribeira", "FM, OM e onda curta", "Pilhas ou corrente"),
            "onda.svg",
        ),
    ),
)
PAGES = (
    Page(
        "ajuda/contactos",
        "Contactos",
        (
            "O Apoio ao Cliente responde de segunda a sexta, das 9 às 20, e ao sábado, das 10 às 18.",
            "Para uma garantia, um artigo em falta ou um artigo errado, contacte o vendedor a partir da encomenda recebida.",
        ),
        ("O chat, ao fundo desta página", "Por e-mail: apoio@feira-do-largo.example", "Por telefone: 210 001 277"),
    ),
    Page(
        "ajuda/trocas",
        "Trocas e garantias",
        (
            "Tem 14 dias para devolver o que comprou e três anos de garantia nos artigos novos.",
            "Recebeu a encomenda? Em «As minhas encomendas» pode contactar diretamente o vendedor.",
        ),
    ),
    Page(
        "bancas/",
        "As bancas",
        ("Quem vende nesta feira.",),
        ("Barro e Cal", "Oficina do Pinho", "Lãs da Serra", "Eletro Ribeira"),
    ),
    Page(
        "conta/encomendas", "As minhas encomendas", ("Inicie sessão para ver as suas encomendas.",), template="account"
    ),
    Page(
        "vender/",
        "Vender na Feira do Largo",
        (
            "Escolha um vendedor da demonstração: a feira assina por ele e abre as Definições do vendedor.",
            "É aí que se indica o e-mail de suporte para o qual seguem as mensagens dos clientes.",
        ),
        template="traders",
    ),
    Page(
        "vender/guia",
        "Guia do vendedor",
        (
            "Os clientes podem escrever-lhe sobre uma garantia, um artigo em falta ou um artigo errado. Responda em 24 horas.",
            "Se o e-mail de suporte estiver preenchido, a mensagem chega-lhe por e-mail: basta responder, sem mudar o destinatário.",
            "Para falar com a nossa equipa escreva um e-mail novo. Para falar com um cliente por outro motivo, contacte o Suporte de Vendas.",
        ),
    ),
    Page("cesto", "O seu cesto", ("O cesto ainda está vazio.",)),
    Page(
        "privacidade",
        "Os seus dados",
        ("Esta feira é uma demonstração: o que escrever fica no computador em que corre.",),
    ),
)
CUSTOMERS = (
    Customer(
        "88120",
        "Teresa",
        "Azevedo",
        "teresa.azevedo@correio.example",
        (
            Order("P-1043-558201", "Serviço «Maré», Moinho «Moka 60»", "Entregue", "167,90 €"),
            Order("P-1044-120877", "Manta «Estrela»", "A caminho", "69,00 €"),
            Order("P-1039-330412", "Candeeiro «Farol»", "Entregue", "84,90 €"),
        ),
    ),
    Customer(
        "90377",
        "Rui",
        "Cardoso",
        "rui.cardoso@correio.example",
        (
            Order("P-1043-771940", "Rádio «Onda Curta», Jarro «Cântaro»", "Entregue em parte", "107,40 €"),
            Order("P-1041-664018", "Tábua «Sobreiro»", "Entregue", "27,00 €"),
        ),
    ),
    Customer(
        "75514",
        "Beatriz",
        "Pinto",
        "beatriz.pinto@correio.example",
        (Order("P-1042-905563", "Cesto «Junco», Chaleira «Vapor»", "Entregue", "78,40 €"),),
    ),
)
TRADERS = (
    Trader("barro-e-cal", "Barro e Cal", "apoio@barro-e-cal.example"),
    Trader("oficina-do-pinho", "Oficina do Pinho", "clientes@oficina-do-pinho.example"),
    Trader("las-da-serra", "Lãs da Serra", ""),
    Trader("eletro-ribeira", "Eletro Ribeira", "assistencia@eletro-ribeira.example"),
)
FEIRA_DO_LARGO = Storefront(
    key="feira-do-largo",
    name="Feira do Largo",
    language="pt",
    claim="Cem bancas, um só balcão",
    home=Page("", "Feira do Largo", ("O que se vendia no largo, agora à sua porta.",), template="home"),
    account=Page(
        "conta/",
        "A minha conta",
        ("Escolha um cliente da demonstração: a feira assina por ele, no chat e nas encomendas.",),
        template="account",
    ),
    categories=(CASA, MESA, COZINHA),
    pages=PAGES,
    customers=CUSTOMERS,
    traders=TRADERS,
    words={
        "stores": "As bancas",
        "stores_path": "bancas/",
        "contact": "Contactos",
        "contact_path": "ajuda/contactos",
        "account": "A minha conta",
        "care": "Trocas e garantias",
        "care_path": "ajuda/trocas",
        "see_all": "Ver a feira",
        "add": "Pôr no cesto",
        "basket_path": "cesto",
        "privacy": "Os seus dados",
        "privacy_path": "privacidade",
        "sign_in": "Entrar como",
        "sign_out": "Terminar sessão",
        "hello": "Olá",
        "orders": "As minhas encomendas",
        "open_orders": "Ver as encomendas e contactar o vendedor",
        "sell": "Vender na feira",
        "sell_path": "vender/",
        "open_settings": "Abrir as definições de",
        "signed": "A feira assina quem é: quem lhe responde sabe com quem fala.",
        "featured": "Nas bancas esta semana",
        "demo": "Feira de demonstração",
        "demo_hours": "Aqui o chat responde a qualquer hora. A carta da feira diz: Apoio ao Cliente de segunda a sexta, das 9 às 20, e ao sábado, das 10 às 18.",
        "other_language": "Chat em inglês",
        "delivery": "Entrega em dois dias úteis, 14 dias para devolver",
    },
)
