"""The words that made-up people, companies and addresses are composed of."""

# In the order of how common they are; what follows behind them is composed of parts.
FAMILY_NAMES = """
Müller Schmidt Gruber Huber Schneider Fischer Bauer Wagner Weber Meyer Steiner Mayer Becker
Schulz Hoffmann Moser Hofer Schäfer Koch Pichler Richter Klein Wolf Schröder Leitner Neumann
Berger Schwarz Fuchs Zimmermann Eder Braun Krüger Hartmann Lange Schmid Werner Schwarz Schmitz
Krause Winkler Schmitt Weiß Lehmann Schuster Maier Köhler Herrmann König Walter Reiter Wimmer
Egger Kaiser Peters Brunner Baumgartner Auer Scholz Binder Lang Möller Lechner Jung Hahn Keller
Wallner Vogel Aigner Friedrich Günther Roth Frank Ebner Lorenz Haas Beck Stadler Schubert Koller
Haider Winter Ernst Böhm Lehner Holzer Kraus Riegler Kern Martin Schreiber Fink Heinrich Pfeiffer
Sommer Graf Simon Haslinger Mayr Schulte Dietrich Ziegler Kuhn Hauser Kühn Strasser Wieser Resch
Pohl Engel Horn Rainer Busch Bergmann Thomas Voigt Sauer Arnold Wolff Lackner Pfeifer Seidl Lindner
Jäger Hofbauer Thaler Kirchner Ortner Zauner Rieger Kogler Schwaiger Hölzl Platzer Kofler Unger
Schober Fröhlich Kaufmann Nowak Horvath Novak Kovacs Yilmaz Özdemir Petrović Jovanović Kowalski
Nagl Stöckl Pröll Knoll Prinz Wirth Brandstätter Grabner Zach Neubauer Rauch Schärf Hager Ott
Groß Stein Haase Franke Albrecht Vogt Sander Otto Ludwig Heinz Paul Kramer Winkelmann Barth
Schumacher Krämer Ritter Jansen Hansen Petersen Christiansen Brandt Kunz Bender Schindler Geiger
Ullrich Reinhardt Böttcher Hein Seidel Schreiner Naumann Fiedler Siebert Bachmann Wendt Lutz Beer
Langer Marx Hesse Thiel Menzel Kraft Conrad Blum Burger Bayer Sturm Stark Adler Nowotny Svoboda
""".split()
FAMILY_STARTS = """
Ober Unter Hinter Vorder Neu Alt Stein Wald Berg Bach Birn Eich Linden Tannen Feld Hoch Nieder
Kirch Mühl Brunn Gold Silber Eisen Holz Gras Heu Korn Rosen Sonn Winter Sommer Oster Wester Nord
Süd Kalt Warm Lang Kurz Breit Hohen Tief Grün Schwarz Weiß Roth Blau Frei Edel Sand Kies Moos
Wein Kraut Rüben Buch Ahorn Erlen Hasel Fichten Kranz Königs Herzogs Bischofs Pfaffen Ritter
Scheiben Schöll Trenk Wies Zell Zeil Hirsch Wolfs Bären Falken Adlers Habichts Reh Roß Kuh
""".split()
FAMILY_ENDINGS = """
huber mayr bauer hofer berger bacher egger eder inger lechner müller reiter thaler wimmer gruber
leitner maier moser auer häuser kofler brunner gassner dorfer felder steiner walder wieser
schmied meister mann stätter ecker linger holzer rainer lehner schuster kirchner brucker furtner
""".split()

FEMALE = """
Maria Anna Sabine Petra Andrea Julia Claudia Sandra Eva Barbara Martina Karin Monika Elisabeth
Katharina Christine Susanne Birgit Brigitte Michaela Daniela Christina Lisa Sarah Nicole Gabriele
Renate Helga Ingrid Ursula Silvia Angelika Alexandra Laura Stefanie Melanie Verena Theresa Sophie
Johanna Magdalena Lena Hannah Nina Vanessa Jasmin Bettina Doris Eveline Gertrude Hildegard
Margarete Rosa Theresia Hermine Waltraud Edith Manuela Sonja Tanja Cornelia Ulrike Heike Anja
Kerstin Antje Silke Franziska Leonie Emilia Marlene Valentina Clara Paula Ida Frieda Mia Emma
Viktoria Marion Irene Elke Jutta Beate Regina Simone Carina Bianca Nadine Bianka Ramona Ayşe Fatma
Jelena Milica Agnieszka Zsófia Elif Olga Irina Natalia Ivana Marija Aurelia Notburga Kunigunde
""".split()
MALE = """
Johann Franz Josef Michael Thomas Andreas Peter Stefan Christian Markus Martin Daniel Alexander
Karl Wolfgang Walter Robert Manfred Gerhard Herbert Helmut Hans Günter Werner Klaus Jürgen Florian
Lukas David Philipp Sebastian Matthias Bernhard Christoph Patrick Dominik Fabian Tobias Simon
Jakob Maximilian Paul Felix Jonas Elias Leon Noah Georg Anton Alois Rudolf Friedrich Heinrich
Ernst Otto Erich Kurt Roland Harald Gernot Reinhard Norbert Siegfried Dieter Uwe Frank Ralf Jörg
Sven Torsten Holger Rainer Bernd Heinz Horst Wilhelm Hermann Konrad Leopold Ludwig Gottfried Emil
Oskar Valentin Raphael Moritz Julian Marcel Kevin Marvin Nico Tim Jan Lars Nils Mehmet Ali Mustafa
Ahmed Ivan Milan Goran Dragan Marek Piotr László Attila Dmitri Vinzenz Ägidius Korbinian Quirin
""".split()

TITLES = ("Dr.", "Mag.", "DI", "Ing.", "Mag. (FH)", "Prof.", "DDr.", "Dipl.-Ing.")
TITLES_BEHIND = ("MBA", "MSc", "BSc", "MA", "LL.M.")

TRADES = """
Bau Immobilien Hausverwaltung Transporte Elektrotechnik Installationen Malerei Tischlerei
Consulting Steuerberatung Rechtsanwälte Architektur Planung Gartenbau Metallbau Autohaus Bäckerei
Handels Vermögensverwaltung Projektentwicklung Wohnbau Dachdeckerei Reinigung Holzbau
Gastronomie Beteiligungs
""".split()
FORMS = ("GmbH", "GmbH & Co KG", "KG", "OG", "e.U.", "AG", "UG (haftungsbeschränkt)", "GbR", "e.K.")

STREETS = """
Hauptstraße Bahnhofstraße Dorfstraße Schulstraße Gartenstraße Bergstraße Feldstraße Waldstraße
Kirchengasse Schulgasse Lindenstraße Birkenweg Ringstraße Wiesenweg Mühlweg Sonnenweg Blumenweg
Kirchweg Feldgasse Bachstraße Mozartstraße Schillerstraße Goethestraße Beethovenstraße Parkstraße
Rosenweg Amselweg Fliederweg Ahornweg Buchenweg Eichenweg Tannenweg Lerchenweg Finkenweg
Hofgasse Marktplatz Hauptplatz Rathausplatz Poststraße Industriestraße Wienerstraße Grazerstraße
Linzerstraße Salzburgerstraße Münchnerstraße Berlinerstraße Jahnstraße Friedhofstraße Am-Anger
Burggasse Neugasse Herrengasse Mariahilferstraße Landstraße Währingerstraße Triesterstraße
Elisabethstraße Leonhardstraße Kaiserstraße Wilhelmstraße Friedrichstraße Luisenstraße Moltkestraße
Bismarckstraße Uferstraße Seestraße Donaustraße Rheinstraße Neckarstraße Elbestraße Murgasse
Quellenweg Panoramaweg Höhenweg Siedlungsstraße Werkstraße Steinweg Brunnenweg Kapellenweg
""".split()
STREET_ENDINGS = ("straße", "gasse", "weg", "platz", "allee", "ring")

# Country, place, first and last postal code, how many of a thousand live there.
PLACES = (
    ("AT", "Wien", 1010, 1230, 190),
    ("AT", "Graz", 8010, 8055, 45),
    ("AT", "Linz", 4020, 4040, 30),
    ("AT", "Salzburg", 5020, 5026, 25),
    ("AT", "Innsbruck", 6020, 6020, 20),
    ("AT", "Klagenfurt am Wörthersee", 9020, 9020, 15),
    ("AT", "Villach", 9500, 9504, 9),
    ("AT", "Wels", 4600, 4600, 8),
    ("AT", "Sankt Pölten", 3100, 3107, 8),
    ("AT", "Dornbirn", 6850, 6850, 7),
    ("AT", "Wiener Neustadt", 2700, 2700, 6),
    ("AT", "Steyr", 4400, 4400, 5),
    ("AT", "Feldkirch", 6800, 6800, 5),
    ("AT", "Bregenz", 6900, 6900, 5),
    ("AT", "Leoben", 8700, 8700, 4),
    ("AT", "Krems an der Donau", 3500, 3500, 4),
    ("AT", "Baden", 2500, 2500, 4),
    ("AT", "Mödling", 2340, 2340, 4),
    ("AT", "Kapfenberg", 8605, 8605, 3),
    ("AT", "Hallein", 5400, 5400, 3),
    ("AT", "Kufstein", 6330, 6330, 3),
    ("AT", "Eisenstadt", 7000, 7000, 3),
    ("AT", "Zell am See", 5700, 5700, 3),
    ("DE", "Berlin", 10115, 14199, 70),
    ("DE", "Hamburg", 20095, 22769, 40),
    ("DE", "München", 80331, 81929, 60),
    ("DE", "Köln", 50667, 51149, 25),
    ("DE", "Frankfurt am Main", 60306, 60599, 20),
    ("DE", "Stuttgart", 70173, 70629, 18),
    ("DE", "Düsseldorf", 40210, 40629, 16),
    ("DE", "Leipzig", 4103, 4357, 14),
    ("DE", "Dresden", 1067, 1328, 14),
    ("DE", "Nürnberg", 90402, 90491, 14),
    ("DE", "Augsburg", 86150, 86199, 10),
    ("DE", "Regensburg", 93047, 93059, 8),
    ("DE", "Passau", 94032, 94036, 6),
    ("DE", "Rosenheim", 83022, 83026, 6),
    ("DE", "Freiburg im Breisgau", 79098, 79117, 8),
    ("DE", "Ulm", 89073, 89081, 6),
    ("DE", "Würzburg", 97070, 97084, 6),
    ("DE", "Konstanz", 78462, 78467, 4),
    ("DE", "Lindau (Bodensee)", 88131, 88131, 3),
    ("DE", "Bad Reichenhall", 83435, 83435, 2),
)
VILLAGE_STARTS = """
Sankt-Veit Sankt-Johann Bad-Hall Ober Unter Nieder Groß Klein Neu Alt Hoch Deutsch Kirch Markt
""".split()
VILLAGE_ENDINGS = """
dorf berg bach kirchen hausen hofen stetten feld brunn wald heim ingen au ach furt zell
""".split()

MAIL_HOSTS = (
    "gmx.at",
    "gmail.com",
    "gmx.de",
    "web.de",
    "a1.net",
    "outlook.com",
    "hotmail.com",
    "icloud.com",
    "t-online.de",
    "aon.at",
    "yahoo.de",
    "chello.at",
    "liwest.at",
    "posteo.de",
    "kabsi.at",
)
TAGS = """
Newsletter Stammkunde Kapitalanleger Erstbezug Barzahler Neubau Altbau Grundstück Seegrundstück
Rückruf VIP Empfehlung Zinshaus Gewerbe Ferienhaus
""".split()
