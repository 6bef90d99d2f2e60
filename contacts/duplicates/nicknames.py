"""German, Austrian and Swiss short forms of first names, and spellings of one name.

Each entry: the full name, a colon, its short forms and variants; indented lines go on. A short
form may stand under several full names (Tina: Christine, Martina, Bettina); it then counts as
each of them.
"""

from __future__ import annotations

NICKNAMES = """
Adelheid: Heidi Heide Adele Heidelinde
Adolf: Adi Dolfi Adolph
Agnes: Agi Nesi Agnesa
Albert: Bert Berti Albrecht Albi
Albin: Albi
Alexander: Alex Xandi Sascha Xander Sandro Alexandre Alec
Alexandra: Alex Xandi Sandra Sascha Alexa
Alfons: Fons Fonsi Alphons
Alfred: Fredi Fredy Fred Freddy Alf Fredl
Alois: Lois Loisl Luis Luggi Aloys Aloisius Lojzl
Aloisia: Loisi Luise Loise Aloysia
Amalia: Mali Malchen Amalie Maly
Andrea: Andi Andie Drea
Andreas: Andi Andy Andrej Anderl Andre Andres Res Resli
Angela: Angie Angi Geli Angelika
Angelika: Geli Angie Angi Angelica Gelika
Anna: Anni Annie Änne Anny Nannerl Annerl Anne Annele Nanni Ann Anja Annika Hanna
Anneliese: Anneli Annelies Liesl Lise Annelise Anni
Annemarie: Annemie Annamaria Annemarei Mia Anni
Antonia: Toni Tonia Antonie Tonerl
Anton: Toni Tony Antonius Tonl Antoine
Arnold: Noldi Arni Arno
Arthur: Artur Turl Turi
August: Gustl Gusti Gust Augustin
Augusta: Gusti Gustl Auguste
Babette: Babs Betti Babsi
Barbara: Babsi Babs Bärbel Barbi Wetti Wawi Bärbl Babette Babeli Waberl Bärbeli
Bartholomäus: Bartl Barthel Bartholomeus
Beate: Bea Beatl Beata
Beatrix: Bea Trixi Trixie Trix Beatrice
Beatrice: Bea Trixi Trixie Trix
Benedikt: Bene Beni Ben Benedict
Benjamin: Ben Benni Benny Benj Beni
Bernadette: Berni Detti Bernardette
Bernd: Berni Bernhard
Bernhard: Berni Bernd Hardy Bernie Berno Bernhardt Bernard Hardl
Berta: Bertl Berti Bertha
Berthold: Bert Berti Bertold Bertl
Bettina: Tina Betti Betty Bettine Ina
Birgit: Biggi Gitti Birgitt Birgitta Birgitte Gitte
Brigitte: Gitti Gitta Biggi Gitte Brigitta Brigitt Britta Brigid Gitty
Bruno: Bruni
Brunhilde: Bruni Hilde Brunhild
Burkhard: Burki Burghard Burkhardt Burkhart
Carina: Karina Ina
Carolina: Caro Lina Line Karolina Karoline Caroline Karo Carolin Karolin Caroli
Cäcilia: Cilli Zilli Cilly Cäcilie Zäzilia Silke Cecilia
Charlotte: Lotte Lotti Lotta Charly Lottchen Charlotta Lotty
Christian: Chris Christl Christa Hias Christi Krischan Christiaan Kristian
Christiane: Chris Christa Christl Tiane Jana Kristiane Christiana Nane
Christina: Tina Christl Christa Chris Kristina Christine Stina Tini Christin Kristin Ina
Christine: Tina Tine Christl Christa Christel Christerl Chris Kristine Tini Christin Kristin Stine
  Ina
Christoph: Chris Stoffl Stoffel Christof Kristof Christopher Toffi
Claudia: Klaudia Claudi Klaudi Claudie
Clemens: Klemens Clem Menz
Cornelia: Conny Conni Nelly Nelli Kornelia Connie Corinna Nele
Cornelius: Conny Conni Kornelius Nelle
Dagmar: Dagi Daggi Maggie
Daniel: Dani Dan Danny Danijel Daniele
Daniela: Dani Danni Ela Danielle Danny
David: Dave Davy Davi
Diana: Di Diane
Dieter: Didi Dietmar Diet
Dietmar: Didi Dieter Dietl Diethmar Ditmar
Dietrich: Dieter Didi Dirk Diet
Dominik: Domi Nick Dominic Dominique Nik
Dorothea: Dorli Thea Dora Doro Dorle Dorothee Theo Dorothe Dörte Dorit Dorchen Doris
Dorothee: Dora Doro Dorothea Thea Dorle Dörte
Eberhard: Ebi Hardy Eberhardt Eber
Edeltraud: Traudl Edel Edeltraut Edith Traude
Edith: Edi Edda Editha
Eduard: Edi Edy Eddi Eddie Eddy Edward Ede
Eleonora: Lore Ella Nora Elli Leonore Eleonore Norli Lenore
Elfriede: Elfi Friedl Frieda Elfie Friedel Fridi Elfy Friede Elfrieda
Elisabeth: Lisi Liesl Lisl Sissi Sisi Lisa Elli Ella Elsa Else Elsbeth Betti Betty Bettina
  Liesbeth Lisbeth Lieserl Bethli Bethly Elise Elsi Elly Lilli Lisbet Elisabet Elizabeth Liesel
  Lies Ilse Lilly Beth Babette Lise Sisy Lilo Elsie Elske Isabella
Emil: Emi Milo Mil
Emilia: Emmi Mili Milli Emilie Emi Emmy
Emma: Emmi Emmy Emmerl
Emmerich: Imre Emmo Emerich
Engelbert: Bert Berti Engel Bertl
Erich: Erik Eric Ricki
Erika: Eri Riki Rika Erica Ricki
Ernestine: Erni Erna Stine Tini Ernestina Esti
Ernst: Ernstl Erni Erno
Erwin: Wini Erwi Winni
Eugen: Eugene Geni Gene
Eva: Evi Everl Ev Evelyn Ewa Evchen Eve Evamaria Evelin
Evelyn: Evi Evelin Eveline Evelyne Lyn Ev
Fabian: Fabi Fab
Ferdinand: Ferdl Ferdi Fernando Nand Nandl Fery
Florian: Flo Flori Florl
Franz: Franzl Franzi Frank Franzerl Franziskus Frans Franjo Ferenc
Franziska: Franzi Franziskerl Fanni Fanny Sissi Cilli Fränzi Franzeska Ziska Fränzl
Frieda: Friedl Fridi Friederike Frida
Friedhelm: Fridi Helm Fried
Friederike: Fritzi Riki Rike Rikki Rieke Friedl Frieda Friederika Frederike Ricki Friedel
Friedrich: Fritz Fritzl Friedl Fred Fredi Friedel Frieder Frederik Freddy Frederick Fridl Fridolin
  Fiete
Gabriel: Gabi Gab Gabe
Gabriele: Gabi Gaby Gabriela Gabriella Gabrielle Jella Ela
Genoveva: Vevi Veva Geno Vefi
Georg: Schorsch Girgl Jörg Gerg Schurl Jürgen Schorschi Jörgl Georgie Jürg Jörgen Görg George
Gerald: Geri Gerry Harry Gerold
Gerda: Gerdi Gerdl Gerti Gertrude
Gerhard: Gerd Gerdi Geri Hardy Gert Gerhardt Gerri Gerry Gerth Hardi Gerti
Gerlinde: Linde Gerli Lindi Gerlind Linda
Gertraud: Traudl Gerti Traude Gertraude Gertrud Trautl Gertraut Traudi
Gertrud: Gerti Trude Gertrude Trudi Traudl Gerta Trudl Truden Gertraud Traudi Gerda Trudy Gertie
Gisela: Gisi Gisl Gisa Gisella Gila Gilla
Gottfried: Friedl Gottfr Friedel Götz Fredi
Gotthard: Hardy Gotti
Gregor: Grego Greg Gregorius Gori
Günther: Günter Gunther Gunter Güni Günti
Gudrun: Gudi Guda Gudl
Gustav: Gustl Gusti Gust Gustaf Gustave
Hannelore: Hanne Lore Hanni Lorli Hannerl Hanna Lorle Loni
Hans: Hansi Hansl Hannes Hanserl Hansjörg Johannes
Harald: Harry Hari Harri Harold
Hartmut: Hardy Hartl Harti Muth Hartmuth
Hedwig: Hedi Hedy Hede Hetti Hedda Wig Hedl Hädi
Heide: Heidi Heidemarie
Heidemarie: Heidi Heide Heidrun Heidemaria
Heidrun: Heidi Heide
Heinrich: Heinz Heini Heiner Hein Heinzi Hinrich Henrik Heiko Henry Henner Hinnerk Harry Heiri
  Enrico Henrich
Helene: Leni Lena Helen Helena Helli Lene Hella Ella Ilona Heleni Jelena
Helga: Helgi Hella Helge
Helmut: Heli Helmi Helmuth Hellmut Hellmuth
Henriette: Henni Jetti Henny Jette Yetti Henrike Rike Etta
Herbert: Herbie Herb Bert Herbi Berti Heribert Hebi
Heribert: Heri Bert Heriberto Herbert
Hermann: Herm Mandl Herman Manni Männi Hermi Harm
Hermine: Herma Mina Mini Minna Minnie Hermi Minerl
Hieronymus: Jerome Ronny Muss
Hilda: Hilde Hildl
Hildegard: Hilde Hilda Hildi Hildegart Gard Hilla Hilly
Horst: Horsti Hotte Hossi
Hubert: Hubsi Hubi Bert Berti Huberti Hupert Hubertus Huby
Hugo: Hugi Hug
Ignaz: Naz Nazl Natz Igi Ignatius
Ilona: Ili Ilo Ilka Loni
Ilse: Ilsi Ilserl Else
Ingeborg: Inge Inga Ingerl Borg Ingeburg Ingi
Ingrid: Inge Inga Ingi Gridl Grid
Irene: Irenerl Irina Reni Irena Irenchen Rena
Irmgard: Irmi Irma Irmerl Gard Irmengard Irmeli Irmel Irmchen
Isabella: Isa Bella Isi Isabelle Isabel Belle Ella Isabell
Jakob: Jaki Jockl Jackl Jock Köbi Jacob Jack Joggi Jaggi Jockel Jakl
Joachim: Achim Jochen Jo Joch Jochim Jochem Jockel Joakim
Johann: Hans Hansi Hansl Johannes Hannes Jo Hannerl Hanns Jan Jahn Johan John Hanni Ivan Juan
  Giovanni Jean Hanserl Hansli Henne
Johanna: Hanna Hanni Hannerl Hanne Joha Jo Hannchen Johanne Hanneli Janna Jana Jenny Nanne Hannah
Johannes: Hans Hannes Johann Jo Hansi Hansl Jan Hanns Joannes Hansli
Jonathan: Joni Jo Jon Jonas
Josef: Sepp Pepi Beppo Seppl Joschi Joseph Jupp Peppi Josip Beppi Josl Jo Giuseppe Seppi Pep Jose
  Sepperl Juppi Bepp József
Josefa: Pepi Peppi Sefa Seffi Josefine Josepha Sefi
Josefine: Pepi Fini Josi Finchen Josefa Josephine Josefina Fine Josephina Josy Fina Sefi Finnerl
Judith: Judi Jutta Judit Jutti Judy
Julia: Juli Julchen Jule Julie Julischka Juliana Lia
Juliane: Juli Jule Julia Liane Juliana Julianna Jane
Julius: Juli Jul Jules
Justine: Justi Tini Justina Tina
Karin: Kari Karen Katharina Carin Karina
Karl: Karli Charly Karlchen Carl Karlheinz Karel Charlie Kalle Koarl Carlo Carlos Charles Karol
Karoline: Lina Line Karo Karoli Linerl Karolina Karla Lini
Kaspar: Kasperl Kaps Caspar Casper Kasper Chäschpi
Katharina: Kathi Kati Käthe Kathrin Käte Kathe Trina Trine Katrin Katja Kathl Rina Katty Kathy
  Catharina Katherina Kathie Nina Ina Katarina Kadl Kate Kathreinerl Ketty Cathrin Catrin Trini
  Käthi Katherine Käthl Karin Katinka
Klara: Clara Klari Klärchen Kläre Claire Cläre Klärli Clarissa
Klaus: Klausi Claus Nikolaus Niklas Klas
Konrad: Conny Conni Konni Kuno Kurt Conrad Radl Kunz Chueri Conradin Koni Konny
Konstantin: Kosta Tino Stanti Constantin Stani
Konstanze: Stanzi Konni Conny Constanze Stanzerl Conni Constanza
Kunigunde: Gundi Kuni Gunda Gundl Kundl
Kurt: Kurti Konrad Curt Kurtl
Lambert: Bert Berti Lampl Lamprecht
Leonhard: Leo Hardy Hartl Leon Lienhard Lenhard Lehnerl Liehart Leonhart Leonard
Leopold: Leo Poldi Poldl Pold Leopoldi Luitpold Lipp
Leopoldine: Poldi Poldl Dini Leopoldina Leo Dine Poldine
Lieselotte: Lilo Lotte Lotti Liesl Liselotte Lisl Liesel Lise Lieselott Lisalotte
Lorenz: Lenz Enz Lori Laurenz Laurentius Lenzl Renz Laurent
Lothar: Lotti Lodl Luther
Ludwig: Wickerl Luggi Wiggerl Lutz Lui Lu Luis Louis Luk Ludl Ludwich Luki Wigg
Luise: Lu Luisi Lulu Luisa Louise Isa Louisa Luiserl
Lukas: Luki Luggi Luk Lucas Luke
Magdalena: Leni Lena Magda Lene Magdi Madlen Magdalene Madeleine Lenerl Mali Lenchen Marlen
Magdalene: Lena Leni Lene Magda Magdalena
Manfred: Manni Fredi Manny Mandi Fred Mani Mande Männe Fredy Freddy
Manuel: Manu Manni Emanuel Mani Emmanuel
Manuela: Manu Manuella Ela Ella Manuele
Margarete: Grete Gretl Gretel Greti Margit Gitti Margret Margarethe Margareta Margaretha Rita
  Margot Marga Meta Margrit Gretchen Griet Gritli Margreth Magret Margarita Gretli Gritta Greta
  Gerti Maggie Marge Peggy Margaret Margitta Marg
Margit: Gitti Margret Margitta Margrit Gitta
Maria: Mitzi Mizzi Mimi Ria Mia Marie Mariedl Marei Mirl Mariechen Midi Moidl Marika Mary Mariele
  Maja Marianne Miez Mariandl Moidi Marija Mizi Micki Mieze Mariska Mareike Marietta Maren Miriam
Marianne: Nanni Mari Jannerl Mariandl Marianna Maria Anne Marion Mandl Nannerl Janne Marjanne
Marion: Mari Marianne Maria
Marlene: Leni Lene Marle Marlen Marleni Maria Helene
Markus: Mark Marc Max Marcus Marko Marco Mäck
Martha: Marthl Marterl Marta Martl
Martin: Martl Mart Tini Marti Martinus Märten Merten Morten Tinu
Martina: Tina Tini Martl Ina Martine
Matthias: Hias Hiasl Matze Mathias Matti Mathis Hiasi Thies Matz Matthäus Mattis Hiesl Teis Mathes
Matthäus: Matthias Matheus Mattheus Hias Mattes
Mathilde: Tilde Tilli Hilde Thilde Mathilda Matilda Tilly Tilda Matilde Tildi
Maximilian: Max Maxi Maxl Maxim Mäxchen Milian Maks
Mechthild: Mecki Mechtild Mechthilde Thilde
Melanie: Mel Meli Melli Mela Melly
Michael: Michi Mike Michl Mich Michel Mischa Muck Micha Misch Mick Much Miguel Mihail Michal Mik
Michaela: Michi Michaele Ela Micha Michelle Mischa Ella Mika
Monika: Moni Mona Monica Monique Monerl
Natalie: Nati Natascha Natalia Talie Nathalie Natalja
Natascha: Nati Tascha Natasha Natalie
Nicole: Nicki Niki Nici Nikola Nicola Nikole Niky Nico
Nikolaus: Klaus Niki Nick Niko Niklas Nikola Klausi Nico Claus Nicolaus Niklaus Nikolas Nicolas
  Chlaus Kolja
Norbert: Bert Berti Norb Bertl Nobbi Nori
Olga: Olli Olgi
Oliver: Olli Oli Olly Olivier Ollie
Oskar: Ossi Oscar Oski
Oswald: Ossi Waldi Ossy Waldl
Ottilie: Otti Tilli Tilly Odilie Tilla
Otto: Otti Ottl
Patricia: Pat Patti Patrizia Patty Tricia Trixi
Patrick: Pat Paddy Patrik Rick
Paul: Pauli Paulchen Pauly Paulus Pablo Paolo
Paula: Pauli Paulchen Paulina Pauline Paulerl
Pauline: Pauli Line Lina Paula Paulina
Peter: Peterl Pit Peti Pitt Petri Pete Piet Pedro Petrus Peer Pidi
Petra: Petzi Peti Pedi Petri Peta
Philipp: Phil Lipp Lippl Flipp Philip Philippe Fips Filip Phillip Lippert
Philomena: Mena Menerl Filomena Mina Phila
Rainer: Raini Reiner Rayner Rainerl Raynerl Reini
Raimund: Mund Mundl Raimi Raymund Raimond Reimund Raymond
Rebecca: Becky Becci Rebekka Beki Bekka
Regina: Regi Gina Regine Reger Ina Rega Reginerl
Reinhard: Reini Hardy Rainer Reinhardt Rainhard Reinhart Hardi
Reinhold: Reini Holdi Rainhold Reino
Renate: Reni Nati Rena Renata Natl Renerl Renatl Nate
Richard: Richi Ricky Rick Reich Richie Ritschi Richardt Hardy Ricardo Ritchi
Robert: Robi Bert Robby Bob Rob Robin Berti Bobby Robbie Röbi Robertl Bertl Roby
Roland: Roli Rolli Roly Rolly Rolando
Rolf: Rudolf Rolfi Rolph Roli
Roman: Romi Romy Romanus
Romana: Romi Romy Mana
Rosa: Rosi Röschen Rosl Roserl Resi Rosalia Rosina Rosel Rose Rösli Rosie
Rosalia: Rosi Rosl Salli Lia Rosa Rosalie Sali
Rosemarie: Rosi Rosl Romy Rosmarie Rose Rosamarie Romi Rosemaria Marie Rösli
Rosina: Rosi Sina Rosine Rosl Ina
Rosmarie: Rosi Rösli Romi Rosemarie Romy
Rudolf: Rudi Rolf Rudl Dolfi Rudolph Rudy Ruedi Rodolfo Ralf Ruodi
Rupert: Rupi Bertl Ruprecht Robert Pert
Sabine: Bine Sabi Sabinchen Binerl Sabina Bini
Salome: Sali Sally Meli
Samuel: Sam Sami Sammy Samy Sämi
Sandra: Sandi Sandy Alexandra Sanni Xandra
Sebastian: Wastl Basti Basch Bastian Wasti Sebi Sepp Baschi Bastl Bastien Sebastien
Severin: Sevi Rin Severi
Siegfried: Sigi Siggi Friedl Sigfried Fridl Siegi Sigfrid Friedel
Sieglinde: Linde Sigi Siegi Lindi Siglinde
Sigismund: Sigi Siggi Sigmund Siegmund
Sigrid: Sigi Siggi Siri Siegrid
Silvia: Silvi Sylvia Silvie Silvy Sylvi Vivi
Simon: Simmerl Simmi Simi Simerl
Simone: Simi Mona Moni Simona Simmi
Sofia: Sophie Sofie Sopherl Sofi Sophia Sopferl Vicky
Stanislaus: Stani Stanis Stan Stanislav Stanislaw
Stefan: Steff Steffl Stevie Steve Stephan Steffen Stefano Steven Stephen Stefanl Štefan Stöff
  Steffi
Stefanie: Steffi Fanni Steffie Stephanie Stefania Fanny Steph Stephi Stephania Stephani
Susanne: Susi Sanni Suse Susanna Sanna Susann Suserl Sanne Susan Susie Zuzana Susy Sus Suzanne
Tamara: Tami Mara Tam Tara
Tatjana: Tanja Tati Tatiana Jana
Thaddäus: Thaddl Tade Tadeus Thadäus
Thekla: Tekla Thekl
Theodor: Theo Teddy Dorl Thedl Teodor Ted Theodore
Theresia: Resi Resl Thesi Reserl Theres Therese Theresa Terese Tresl Thea Esi Teresa Tesi Tess
  Terry Teres Resa
Thomas: Tom Thommy Tommi Tommy Thoma Tomas Thom Dammerl Tamas Tömu Mäsi
Tobias: Tobi Tobie Bias Toby
Ulrich: Uli Ulli Ueli Utz Ulri Ully Ulerich Riki Ule Urich
Ulrike: Uli Ulli Ulrika Rike Riki Ully Rikki
Urban: Urbi Bani
Ursula: Uschi Ulla Ursel Urschi Ursl Ulli Usch Urschl Uschy Orsolya Sulla Ursi Uli Ursina
Ute: Uta Uti Utl
Valentin: Valti Velten Valt Vale Valtl Tin Fälti
Verena: Vreni Vroni Veri Vreneli Rena Vere Vrena Verenli
Veronika: Vroni Vera Nika Roni Veroni Moni Vronerl Veronica Ronja Fronika
Viktor: Vicki Vickerl Victor Viki Vik
Viktoria: Vicky Vicki Viki Vickerl Tori Victoria Dori Viktorine Viky Vik
Vinzenz: Vinz Zenz Vincent Vinzi Zenzi Vincenz Cenz
Waldemar: Waldi Wladi Woldemar Waldl
Walburga: Burgi Burgl Wally Walli Burga Walpurga Waltraud
Walter: Walti Walt Waldi Walther Walty Wältu Waldl
Waltraud: Traudl Walli Wally Traude Waltraut Trautl Waltrud Trudi Traute Waltraude
Wenzel: Wenz Vaclav Wenzl Wenzeslaus
Werner: Wernerl Werni Wern Wernher Wernhard
Wilfried: Willi Fried Wilfrid Friedl Wulf Fredi
Wilhelm: Willi Willy Helm Wilhelmi Wim Will William Willem Bill Helmi Wille Wily Vilmos
Wilhelmine: Mina Minna Minnie Helma Helmi Wilma Minerl Wilhelmina Mine Mini
Winfried: Winni Fried Winfrid Winny Friedl
Wolfgang: Wolf Wolferl Wolfi Gangerl Wolfe Wulf Wolfl Wolle Woifi
Xaver: Xaverl Veri Vere Xavier Franzxaver Xafer
Zita: Zitta Zitterl
Zäzilia: Cilli Zilli Cäcilia
"""
