# Hjælp, med historien om de to flytninger.
help-title = Hjælp
help-lede = Kort sagt: her siger folk tak til hinanden under deres eget navn, med ting, der ikke kan købes.
help-story = Flyttede to gange
help-story-friends = Fenna flyttede i april. Seks venner bar sofaen ned ad fire trapper. Hun gav frokost og suppe og ville aldrig have tilbudt dem timeløn: det ville have såret dem.
help-story-movers = I november flyttede hun igen, og denne gang kom et firma. De var forsigtige og hurtige, hun betalte regningen, og det var det. Ingen takker en regning, og ingen savner den.
help-story-petrol = En af vennerne havde kørt i to timer, så hun betalte for benzinen. Penge, ja, men ikke en pris: hun gav dem, fordi det var ham.
help-story-here = Begge flytninger gik godt. Men kun den ene bliver stadig fortalt til fødselsdage. Dette torv er til den slags.
help-give = At give noget
help-give-text = Vælg nogen, vælg, hvad du giver, og sig hvorfor i én sætning. Grunden er gaven; emblemet er kun båndet om den.
help-give-accept = Den, der får den, må tage imod eller lade være. Indtil da ved kun I to det. Derefter er den der for altid, med dine ord.
help-give-limit = Alle må give halvtreds om dagen, fem af dem til samme menneske. Ingen kan få flere, hverken ved at betale eller ved at have været her længere.
help-app = Fra en app
help-app-text = Enhver Mastodon-app virker. Log ind med <strong>{ $host }</strong> som server.
help-app-gift = Vil du give noget fra en app, så nævn nogen, sæt emojien ind, og sig hvorfor. Når de sætter en stjerne ved opslaget, har de taget imod.
help-app-example = fordi du holdt ovnen varm
help-order = Hvad der står øverst
help-order-text = Det nyeste. Der er ingen anden rækkefølge. Under hvert opslag kan du spørge, hvorfor du ser det.
help-heirloom = Arvestykker
help-heirloom-text = Nogle ting findes kun én gang. Den, der har et, giver det videre til nogen, der ikke har haft det for nylig, og alle kan læse, gennem hvis hænder det gik.
help-lost = Mistet adgangskoden, eller svarer ingen?
help-lost-text = <a href="/forgot">Bed om en ny adgangskode</a>, eller skriv til <a href="/about">dem, der står bag</a>.
