# Hulp, met het verhaal van de twee verhuizingen.
help-title = Hulp
help-lede = Kort gezegd: mensen bedanken elkaar hier, onder hun eigen naam, met dingen die niet te koop zijn.
help-story = Twee keer verhuisd
help-story-friends = Fenna verhuisde in april. Zes vrienden droegen de bank vier trappen af. Ze kregen lunch en soep, en ze had het niet in haar hoofd gehaald een uurloon te bieden: dat had pijn gedaan.
help-story-movers = In november verhuisde ze weer, en nu kwam er een bedrijf. Ze waren voorzichtig en vlot, zij betaalde de rekening, en dat was dat. Niemand bedankt een rekening, en niemand mist hem.
help-story-petrol = Eén van die vrienden had twee uur gereden, dus betaalde ze zijn benzine. Geld, ja, maar geen prijs: ze gaf het omdat hij het was.
help-story-here = Beide verhuizingen gingen goed. Maar over één ervan wordt op verjaardagen nog verteld. Voor die soort is dit plein.
help-give = Iets geven
help-give-text = Kies iemand, kies wat je geeft en zeg in één zin waarom. De reden is het geschenk; het embleem is alleen het lint.
help-give-accept = Wie het krijgt, mag het aannemen, of niet. Tot dan weten alleen jullie twee ervan. Daarna is het er voorgoed, met jouw woorden.
help-give-limit = Iedereen mag er vijftig per dag geven, waarvan vijf aan dezelfde persoon. Meer krijgt niemand, niet door te betalen en niet door hier langer te zijn.
help-app = Vanuit een app
help-app-text = Elke Mastodon-app werkt. Log in met <strong>{ $host }</strong> als server.
help-app-gift = Iets geven vanuit een app? Noem iemand, zet de emoji erbij en zeg waarom. Zet die persoon een ster bij je bericht, dan is het aangenomen.
help-app-example = omdat je de oven aanhield
help-order = Wat bovenaan staat
help-order-text = Wat het nieuwst is. Een andere volgorde is er niet. Onder elk bericht kun je vragen waarom je het ziet.
help-heirloom = Erfstukken
help-heirloom-text = Sommige dingen bestaan maar één keer. Wie er een heeft, geeft het door aan iemand die het lang niet had, en iedereen kan lezen door wiens handen het ging.
help-lost = Wachtwoord kwijt, of antwoordt er niemand?
help-lost-text = <a href="/forgot">Vraag een nieuw wachtwoord</a>, of schrijf aan <a href="/about">wie dit doet</a>.
