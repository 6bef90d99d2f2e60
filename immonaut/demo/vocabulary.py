"""Words that demo people and properties are made of. All names are invented combinations."""

MALE = """Lukas Maximilian Felix Jakob Paul Johann Franz Josef Andreas Thomas Michael Stefan Martin
Georg Karl Herbert Gerhard Wolfgang Helmut Peter Christian Alexander Sebastian Florian Daniel
Matthias Markus Robert Walter Ernst Tobias Simon David Emir Mehmet Goran Dragan""".split()

FEMALE = """Anna Maria Sophie Lena Julia Katharina Elisabeth Magdalena Theresa Barbara Christina
Sabine Monika Eva Martina Ursula Gertrude Helga Ingrid Petra Claudia Birgit Silvia Johanna Laura
Hannah Emma Valentina Özlem Ayşe Ivana Milica Brigitte Renate Doris Nicole""".split()

FAMILY = """Gruber Huber Bauer Wagner Müller Pichler Steiner Moser Mayer Hofer Leitner Berger Fuchs
Eder Fischer Schmid Winkler Weber Schwarz Maier Schneider Reiter Brunner Wimmer Egger Lechner
Haas Schuster Koller Riegler Aigner Wallner Binder Ebner Holzer Strasser Steininger Bachmaier
Gößler Freudenthaler Lüdenscheidt Aydın Kovačević Yılmaz Petrović Novak Horvath Krüger Schröder
Neumann Zimmermann Braun Hartmann Schäfer Köhler König Jürgens Weiß Groß""".split()

TITLES = ["Mag.", "Dr.", "Dipl.-Ing.", "MMag.", "Ing."]
TITLES_AFTER = ["MSc", "BSc", "MBA", "LL.M."]

COMPANIES = [
    ("Grazer Wohnbau", "GmbH"),
    ("Ärzte-Immobilien Graz", "GmbH"),
    ("Murtal Hausverwaltung", "GmbH"),
    ("Alpenblick Bauträger", "GmbH & Co KG"),
    ("Schlossberg Invest", "AG"),
    ("Kanzlei Winkler & Partner", "OG"),
    ("Tischlerei Egger", "e.U."),
    ("Donau Projektentwicklung", "GmbH"),
    ("Steirische Notariatskanzlei", "Einzelunternehmen"),
    ("Südtor Gewerbepark", "KG"),
    ("Isar Wohnwerte", "GmbH"),
    ("Bavaria Hausverwaltung", "GmbH & Co. KG"),
    ("Elektro Haas", "e.U."),
    ("Umzüge Brunner", "GmbH"),
    ("Lend Kreativhaus", "Verein"),
]

# (postal code, place, country, weight, streets, area code)
GRAZ = "Annenstraße Keplerstraße Lendplatz Mariahilferstraße Wickenburggasse Heinrichstraße"
TOWNS = [
    ("8020", "Graz", "AT", 26, f"{GRAZ} Eggenberger Allee|Fellingergasse|Volksgartenstraße", "316"),
    (
        "8010",
        "Graz",
        "AT",
        24,
        "Leonhardstraße Sparbersbachgasse Schillerstraße Elisabethstraße",
        "316",
    ),
    (
        "8045",
        "Graz",
        "AT",
        10,
        "Andritzer_Reichsstraße Weinzöttlstraße Ziegelstraße Ursprungweg",
        "316",
    ),
    ("8053", "Graz", "AT", 6, "Kärntner_Straße Straßganger_Straße Peter-Rosegger-Straße", "316"),
    ("8071", "Hausmannstätten", "AT", 4, "Hauptstraße Kirchweg Am_Anger", "3135"),
    ("8101", "Gratkorn", "AT", 3, "Brucker_Straße Dr.-Karl-Renner-Straße", "3124"),
    ("8600", "Bruck an der Mur", "AT", 3, "Wiener_Straße Koloman-Wallisch-Platz", "3862"),
    ("1010", "Wien", "AT", 3, "Tuchlauben Schottengasse Bäckerstraße", "1"),
    ("1160", "Wien", "AT", 4, "Thaliastraße Ottakringer_Straße Brunnengasse", "1"),
    ("4020", "Linz", "AT", 4, "Landstraße Mozartstraße Herrenstraße", "732"),
    ("5020", "Salzburg", "AT", 4, "Linzer_Gasse Moosstraße Alpenstraße", "662"),
    ("6020", "Innsbruck", "AT", 2, "Maria-Theresien-Straße Leopoldstraße", "512"),
    ("81667", "München", "DE", 4, "Wörthstraße Pariser_Straße Weißenburger_Straße", "89"),
    ("80331", "München", "DE", 2, "Sendlinger_Straße Müllerstraße", "89"),
    ("94032", "Passau", "DE", 2, "Innstraße Ludwigstraße", "851"),
    ("04109", "Leipzig", "DE", 1, "Käthe-Kollwitz-Straße Gottschedstraße", "341"),
]


def streets_of(words: str) -> list[str]:
    """The street names of a town's entry."""
    return [word.replace("_", " ") for part in words.split("|") for word in part.split()]


TAGS = [
    "Anleger",
    "Erstbezug",
    "Finanzierung geklärt",
    "Empfehlung",
    "Stammkunde",
    "eilig",
    "Zweitwohnsitz",
]

ADJECTIVES = {
    "apartment": ["Helle", "Sonnige", "Ruhige", "Sanierte", "Großzügige", "Charmante", "Moderne"],
    "house": ["Gepflegtes", "Familienfreundliches", "Modernes", "Idyllisches", "Großzügiges"],
}
APARTMENTS = [
    "Altbauwohnung mit Innenhof",
    "Dachgeschosswohnung mit Fernblick",
    "Gartenwohnung",
    "Maisonette mit Terrasse",
    "Neubauwohnung mit Balkon",
    "Stadtwohnung nahe Zentrum",
    "Familienwohnung",
    "Singlewohnung mit Loggia",
]
HOUSES = [
    "Einfamilienhaus mit Garten",
    "Reihenhaus am Stadtrand",
    "Doppelhaus mit Eigengarten",
    "Landhaus mit Nebengebäude",
    "Stadthaus mit Dachterrasse",
]

SITUATION = [
    "In wenigen Gehminuten erreichen Sie Straßenbahn, Nahversorger und Schule.",
    "Ruhige Seitenstraße, dennoch ist das Zentrum mit dem Rad in zehn Minuten erreicht.",
    "Gewachsene Nachbarschaft mit Kaffeehaus, Markt und Park vor der Tür.",
    "Am Rand des Grünen, mit Busanschluss im Viertelstundentakt.",
]
EQUIPMENT = [
    "Eichenparkett, Fußbodenheizung und dreifach verglaste Holz-Alu-Fenster.",
    "Einbauküche mit Markengeräten, Bad mit Wanne und Fenster, getrenntes WC.",
    "Außenliegender Sonnenschutz, Kellerabteil und Fahrradraum.",
    "Raumhöhe über drei Meter, Doppeltüren und Kastenfenster sind erhalten.",
]
