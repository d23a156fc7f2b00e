<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AlertWords</name>
    <message>
        <source>Parapet Security Alert</source>
        <translation>Parapet-Sicherheitswarnung</translation>
    </message>
    <message>
        <source>To help protect your computer, Parapet Firewall has blocked some features of this program.</source>
        <translation>Zum Schutz des Computers hat die Parapet-Firewall einige Funktionen dieses Programms blockiert.</translation>
    </message>
    <message>
        <source>Process %1</source>
        <translation>Prozess %1</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between ports</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 at %2, %3</source>
        <comment>a computer, a port and a time</comment>
        <translation>%1 an %2, %3</translation>
    </message>
    <message>
        <source>Any computer (including those on the Internet)</source>
        <translation>Alle Computer (einschließlich der im Internet)</translation>
    </message>
    <message>
        <source>My network (subnet) only</source>
        <translation>Nur eigenes Netzwerk (Subnetz)</translation>
    </message>
    <message>
        <source>Custom list: %1</source>
        <translation>Benutzerdefinierte Liste: %1</translation>
    </message>
    <message>
        <source>This program runs from files of its own, as in a container. A program of this computer with the same path is another one.</source>
        <translation>Dieses Programm läuft mit eigenen Dateien, wie in einem Container. Ein Programm dieses Computers mit demselben Pfad ist ein anderes.</translation>
    </message>
    <message>
        <source>The file of this program was replaced or deleted after the program was started. If you have just updated the program, close and start it again.</source>
        <translation>Die Datei dieses Programms wurde ersetzt oder gelöscht, nachdem das Programm gestartet wurde. Wenn Sie das Programm gerade aktualisiert haben, beenden und starten Sie es neu.</translation>
    </message>
</context>
<context>
    <name>DropKindWords</name>
    <message>
        <source>No exception</source>
        <translation>Keine Ausnahme</translation>
    </message>
    <message>
        <source>Exceptions not allowed</source>
        <translation>Ausnahmen nicht zugelassen</translation>
    </message>
    <message>
        <source>Exception for others</source>
        <translation>Ausnahme für andere</translation>
    </message>
    <message>
        <source>ICMP settings</source>
        <translation>ICMP-Einstellungen</translation>
    </message>
    <message>
        <source>No known connection</source>
        <translation>Keine bekannte Verbindung</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>False sender</source>
        <translation>Falscher Absender</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Nicht aufgezeichnet</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>The name must be valid UTF-8 text.</source>
        <translation>Der Name muss gültiger UTF-8-Text sein.</translation>
    </message>
    <message>
        <source>The name must not contain line breaks or other control characters.</source>
        <translation>Der Name darf keine Zeilenumbrüche oder anderen Steuerzeichen enthalten.</translation>
    </message>
    <message>
        <source>The name must not contain characters that change the direction of writing.</source>
        <translation>Der Name darf keine Zeichen enthalten, die die Schreibrichtung ändern.</translation>
    </message>
    <message>
        <source>The name must not be longer than %1 characters.</source>
        <translation>Der Name darf nicht länger als %1 Zeichen sein.</translation>
    </message>
    <message>
        <source>The name must not be empty.</source>
        <translation>Der Name darf nicht leer sein.</translation>
    </message>
    <message>
        <source>The connection must be valid UTF-8 text.</source>
        <translation>Die Verbindung muss gültiger UTF-8-Text sein.</translation>
    </message>
    <message>
        <source>The connection must not contain line breaks or other control characters.</source>
        <translation>Die Verbindung darf keine Zeilenumbrüche oder anderen Steuerzeichen enthalten.</translation>
    </message>
    <message>
        <source>The connection must not contain characters that change the direction of writing.</source>
        <translation>Die Verbindung darf keine Zeichen enthalten, die die Schreibrichtung ändern.</translation>
    </message>
    <message>
        <source>The connection must not be longer than %1 characters.</source>
        <translation>Die Verbindung darf nicht länger als %1 Zeichen sein.</translation>
    </message>
    <message>
        <source>The connection must not be empty.</source>
        <translation>Die Verbindung darf nicht leer sein.</translation>
    </message>
    <message>
        <source>The path of the program must be valid UTF-8 text.</source>
        <translation>Der Pfad des Programms muss gültiger UTF-8-Text sein.</translation>
    </message>
    <message>
        <source>The path of the program must not contain line breaks or other control characters.</source>
        <translation>Der Pfad des Programms darf keine Zeilenumbrüche oder anderen Steuerzeichen enthalten.</translation>
    </message>
    <message>
        <source>The path of the program must not contain characters that change the direction of writing.</source>
        <translation>Der Pfad des Programms darf keine Zeichen enthalten, die die Schreibrichtung ändern.</translation>
    </message>
    <message>
        <source>The path of the program must not be longer than %1 characters.</source>
        <translation>Der Pfad des Programms darf nicht länger als %1 Zeichen sein.</translation>
    </message>
    <message>
        <source>The path of the program must not be empty.</source>
        <translation>Der Pfad des Programms darf nicht leer sein.</translation>
    </message>
    <message>
        <source>The name of the log file must be valid UTF-8 text.</source>
        <translation>Der Name der Protokolldatei muss gültiger UTF-8-Text sein.</translation>
    </message>
    <message>
        <source>The name of the log file must not contain line breaks or other control characters.</source>
        <translation>Der Name der Protokolldatei darf keine Zeilenumbrüche oder anderen Steuerzeichen enthalten.</translation>
    </message>
    <message>
        <source>The name of the log file must not contain characters that change the direction of writing.</source>
        <translation>Der Name der Protokolldatei darf keine Zeichen enthalten, die die Schreibrichtung ändern.</translation>
    </message>
    <message>
        <source>The name of the log file must not be longer than %1 bytes.</source>
        <translation>Der Name der Protokolldatei darf nicht länger als %1 Byte sein.</translation>
    </message>
    <message>
        <source>The name of the log file must not be empty.</source>
        <translation>Der Name der Protokolldatei darf nicht leer sein.</translation>
    </message>
    <message>
        <source>The program must be named by its whole path, such as /usr/bin/program.</source>
        <translation>Das Programm muss mit seinem vollständigen Pfad angegeben werden, zum Beispiel /usr/bin/programm.</translation>
    </message>
    <message>
        <source>The path of the program must be plain: no empty part, no &quot;.&quot; and no &quot;..&quot; in it.</source>
        <translation>Der Pfad des Programms muss eindeutig sein: ohne leeren Teil, ohne „.“ und ohne „..“.</translation>
    </message>
    <message>
        <source>The port number must be between 1 and 65535.</source>
        <translation>Die Portnummer muss zwischen 1 und 65535 liegen.</translation>
    </message>
    <message>
        <source>The size limit of the log must be between %1 and %2 KB.</source>
        <translation>Das Größenlimit des Protokolls muss zwischen %1 und %2 KB liegen.</translation>
    </message>
    <message>
        <source>The log file must be in the folder of the security log; give a name without a folder.</source>
        <translation>Die Protokolldatei muss im Ordner des Sicherheitsprotokolls liegen; geben Sie einen Namen ohne Ordner an.</translation>
    </message>
    <message>
        <source>The path of the log file must not contain &quot;.&quot;, &quot;..&quot; or an empty name.</source>
        <translation>Der Pfad der Protokolldatei darf weder &quot;.&quot; noch &quot;..&quot; noch einen leeren Namen enthalten.</translation>
    </message>
    <message>
        <source>The log file cannot be %1: the Parapet Firewall service writes only below %2. An administrator can allow other folders by log-folders in parapet.conf.</source>
        <translation>Die Protokolldatei kann nicht %1 sein: Der Dienst Parapet Firewall schreibt nur unterhalb von %2. Ein Administrator kann mit log-folders in parapet.conf weitere Ordner erlauben.</translation>
    </message>
    <message>
        <source>The name of the log file must end in .log and must not begin with a dot.</source>
        <translation>Der Name der Protokolldatei muss auf .log enden und darf nicht mit einem Punkt beginnen.</translation>
    </message>
    <message>
        <source>Another firewall filters what comes in as well (%1). A packet must pass both, so an exception here does not help against what that one drops. Keep one of the two.</source>
        <translation>Eine weitere Firewall filtert ebenfalls, was hereinkommt (%1). Ein Paket muss beide passieren, eine Ausnahme hier hilft also nicht gegen das, was jene verwirft. Behalten Sie nur eine der beiden.</translation>
    </message>
    <message>
        <source>Another program changed or removed the rules of the firewall. They were put back within a second.</source>
        <translation>Ein anderes Programm hat die Regeln der Firewall geändert oder entfernt. Sie wurden binnen einer Sekunde wiederhergestellt.</translation>
    </message>
    <message>
        <source>Another program (%1) changed or removed the rules of the firewall. They were put back within a second.</source>
        <translation>Ein anderes Programm (%1) hat die Regeln der Firewall geändert oder entfernt. Sie wurden binnen einer Sekunde wiederhergestellt.</translation>
    </message>
    <message>
        <source>Another program (%1) changed or removed the rules of the firewall, and they could not be put back: %2</source>
        <translation>Ein anderes Programm (%1) hat die Regeln der Firewall geändert oder entfernt, und sie ließen sich nicht wiederherstellen: %2</translation>
    </message>
    <message>
        <source>The list must name addresses or subnets with commas between them, and no item may be empty.</source>
        <translation>Die Liste muss Adressen oder Subnetze enthalten, durch Kommas getrennt, und kein Element darf leer sein.</translation>
    </message>
    <message>
        <source>A list must have no more than %1 items.</source>
        <translation>Eine Liste darf höchstens %1 Elemente haben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is in the list twice.</source>
        <translation>„%1“ steht zweimal in der Liste.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds the unspecified address. For every computer choose &quot;Any computer&quot; instead.</source>
        <translation>„%1“ enthält die unbestimmte Adresse. Wählen Sie für alle Computer stattdessen „Alle Computer“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a loopback address: this computer always reaches itself.</source>
        <translation>„%1“ ist eine Loopbackadresse: Dieser Computer erreicht sich selbst immer.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an IP address or subnet.</source>
        <translation>„%1“ ist keine IP-Adresse und kein Subnetz.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has a prefix length that is not between 0 and %2.</source>
        <translation>„%1“ hat eine Präfixlänge, die nicht zwischen 0 und %2 liegt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no valid subnet mask. Examples: 192.168.114.0/255.255.255.0, 192.168.114.0/24.</source>
        <translation>„%1“ hat keine gültige Subnetzmaske. Beispiele: 192.168.114.0/255.255.255.0, 192.168.114.0/24.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a range of addresses of one kind. Example: 192.168.114.10-192.168.114.20.</source>
        <translation>„%1“ ist kein Bereich von Adressen einer Art. Beispiel: 192.168.114.10-192.168.114.20.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a range that ends before it begins.</source>
        <translation>„%1“ ist ein Bereich, der endet, bevor er beginnt.</translation>
    </message>
    <message>
        <source>There must be no more than %1 port exceptions in a profile.</source>
        <translation>Ein Profil darf höchstens %1 Ports als Ausnahmen haben.</translation>
    </message>
    <message>
        <source>There must be no more than %1 programs in a profile.</source>
        <translation>Ein Profil darf höchstens %1 Programme haben.</translation>
    </message>
    <message>
        <source>There must be no more than %1 ports of a connection.</source>
        <translation>Eine Verbindung darf höchstens %1 Ports haben.</translation>
    </message>
    <message>
        <source>There must be no more than %1 connections with settings of their own.</source>
        <translation>Höchstens %1 Verbindungen dürfen eigene Einstellungen haben.</translation>
    </message>
    <message>
        <source>There is no exception for %1.</source>
        <translation>Es gibt keine Ausnahme für %1.</translation>
    </message>
    <message>
        <source>There is no predefined service with the name %1.</source>
        <translation>Es gibt keinen vordefinierten Dienst mit dem Namen „%1“.</translation>
    </message>
    <message>
        <source>%1 has no TCP port %2.</source>
        <translation>„%1“ hat keinen TCP-Port %2.</translation>
    </message>
    <message>
        <source>%1 has no UDP port %2.</source>
        <translation>„%1“ hat keinen UDP-Port %2.</translation>
    </message>
    <message>
        <source>Packet too big can be allowed for all connections only, not for one.</source>
        <translation>„Paket zu groß“ kann nur für alle Verbindungen zugelassen werden, nicht für eine einzelne.</translation>
    </message>
    <message>
        <source>At most %1 changes are allowed in one call; there were %2.</source>
        <translation>Höchstens %1 Änderungen sind auf einmal möglich; es waren %2.</translation>
    </message>
    <message>
        <source>%1 in the standard profile</source>
        <translation>%1 im Standardprofil</translation>
    </message>
    <message>
        <source>%1 in the domain profile</source>
        <translation>%1 im Domänenprofil</translation>
    </message>
    <message>
        <source>%1 on the connection %2</source>
        <translation>%1 auf der Verbindung „%2“</translation>
    </message>
    <message>
        <source>TCP port %1</source>
        <translation>TCP-Port %1</translation>
    </message>
    <message>
        <source>UDP port %1</source>
        <translation>UDP-Port %1</translation>
    </message>
    <message>
        <source>The saved settings were damaged. They were set aside as %1; the firewall is on with its default settings.</source>
        <translation>Die gespeicherten Einstellungen waren beschädigt. Sie wurden als %1 beiseitegelegt; die Firewall ist mit ihren Standardeinstellungen aktiv.</translation>
    </message>
    <message>
        <source>The event history was damaged. It was set aside as %1 and a new one was begun.</source>
        <translation>Der Ereignisverlauf war beschädigt. Er wurde als %1 beiseitegelegt und ein neuer begonnen.</translation>
    </message>
    <message>
        <source>The log is written again.</source>
        <translation>Das Protokoll wird wieder geschrieben.</translation>
    </message>
    <message>
        <source>The rules could not follow a change of the network: %1</source>
        <translation>Die Regeln konnten einer Änderung des Netzwerks nicht folgen: %1</translation>
    </message>
    <message>
        <source>The former rules could not be put back: %1</source>
        <translation>Die früheren Regeln konnten nicht wiederhergestellt werden: %1</translation>
    </message>
    <message>
        <source>%1 Flows from before the start may be missing from the log.</source>
        <translation>%1 Verbindungen von vor dem Start fehlen möglicherweise im Protokoll.</translation>
    </message>
    <message>
        <source>Authentication as an administrator is needed.</source>
        <translation>Eine Anmeldung als Administrator ist erforderlich.</translation>
    </message>
    <message>
        <source>This user is not allowed to do this, or did not authenticate.</source>
        <translation>Dieser Benutzer darf dies nicht tun oder hat sich nicht angemeldet.</translation>
    </message>
    <message>
        <source>There is no polkit on this bus to ask; only the user who runs the firewall helper may do this.</source>
        <translation>Auf diesem Bus ist kein Polkit vorhanden, das gefragt werden könnte; nur der Benutzer, der den Firewalldienst ausführt, darf dies tun.</translation>
    </message>
    <message>
        <source>The caller is no longer on the bus.</source>
        <translation>Der Aufrufer ist nicht mehr am Bus.</translation>
    </message>
    <message>
        <source>Too many requests are waiting for an answer. Try again when they are done.</source>
        <translation>Zu viele Anfragen warten auf eine Antwort. Versuchen Sie es erneut, wenn sie erledigt sind.</translation>
    </message>
    <message>
        <source>%1 The file is damaged.</source>
        <translation>%1 Die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>%1 Another program is using it. Try again.</source>
        <translation>%1 Ein anderes Programm verwendet sie gerade. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 Free some space and try again.</source>
        <translation>%1 Geben Sie Speicherplatz frei und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Cannot write %1: the file or its folder is read-only.</source>
        <translation>%1 kann nicht geschrieben werden: Die Datei oder ihr Ordner ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Cannot write %1: it is a link, and links are not followed.</source>
        <translation>%1 kann nicht geschrieben werden: Es ist eine Verknüpfung, und Verknüpfungen wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>Cannot write %1: it is something else than a firewall log. Move it away.</source>
        <translation>%1 kann nicht geschrieben werden: Die Datei ist kein Firewallprotokoll. Verschieben Sie sie.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>Cannot read %1: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>Cannot open %1: %2.</source>
        <translation>%1 kann nicht geöffnet werden: %2.</translation>
    </message>
    <message>
        <source>Cannot use %1: %2.</source>
        <translation>%1 kann nicht verwendet werden: %2.</translation>
    </message>
    <message>
        <source>Cannot make %1: %2.</source>
        <translation>%1 kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>Cannot set %1 aside: %2.</source>
        <translation>%1 kann nicht beiseitegelegt werden: %2.</translation>
    </message>
    <message>
        <source>A value could not be stored: %1.</source>
        <translation>Ein Wert konnte nicht gespeichert werden: %1.</translation>
    </message>
    <message>
        <source>%1 is damaged: %2.</source>
        <translation>%1 ist beschädigt: %2.</translation>
    </message>
    <message>
        <source>The kernel refused the rules; the former ones stay in force. Its words: %1</source>
        <translation>Der Kernel hat die Regeln abgelehnt; die früheren gelten weiter. Seine Meldung: %1</translation>
    </message>
    <message>
        <source>The addresses of this computer cannot be listed: %1.</source>
        <translation>Die Adressen dieses Computers können nicht ermittelt werden: %1.</translation>
    </message>
    <message>
        <source>The kernel&apos;s connection events could not be switched on for all flows: %1.</source>
        <translation>Die Verbindungsereignisse des Kernels konnten nicht für alle Verbindungen eingeschaltet werden: %1.</translation>
    </message>
    <message>
        <source>The kernel did not open a netlink socket: %1.</source>
        <translation>Der Kernel hat keinen Netlink-Socket geöffnet: %1.</translation>
    </message>
    <message>
        <source>The kernel did not bind a netlink socket: %1.</source>
        <translation>Der Kernel hat einen Netlink-Socket nicht gebunden: %1.</translation>
    </message>
    <message>
        <source>The kernel did not take a netlink message: %1.</source>
        <translation>Der Kernel hat eine Netlink-Meldung nicht angenommen: %1.</translation>
    </message>
    <message>
        <source>The kernel refused a netlink request: %1.</source>
        <translation>Der Kernel hat eine Netlink-Anforderung abgelehnt: %1.</translation>
    </message>
    <message>
        <source>This question was not put to you, or it is no longer open: somebody else may have answered it.</source>
        <translation>Diese Frage wurde nicht Ihnen gestellt, oder sie ist nicht mehr offen: Vielleicht hat sie jemand anders beantwortet.</translation>
    </message>
    <message>
        <source>You have added %1 programs to the list already, and no more can be added without an administrator. The program stays blocked; choose to be asked later, or ask an administrator.</source>
        <translation>Sie haben der Liste schon %1 Programme hinzugefügt, mehr geht ohne Administrator nicht. Das Programm bleibt blockiert; lassen Sie sich später fragen, oder wenden Sie sich an einen Administrator.</translation>
    </message>
    <message>
        <source>Somebody is flooding this computer with packets that no exception allows. They are dropped at once, and only some of them are recorded one by one. What is allowed goes on.</source>
        <translation>Jemand überflutet diesen Computer mit Paketen, die keine Ausnahme zulässt. Sie werden sofort verworfen und nur zum Teil einzeln aufgezeichnet. Was erlaubt ist, geht weiter.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Allow only what you really need, and only while you need it. Clear the check box afterwards: the entry stays in the list.</source>
        <translation>Lassen Sie nur zu, was Sie wirklich benötigen, und nur solange Sie es benötigen. Deaktivieren Sie danach das Kontrollkästchen: Der Eintrag bleibt in der Liste.</translation>
    </message>
    <message>
        <source>Never allow a program that you do not know.</source>
        <translation>Lassen Sie niemals ein Programm zu, das Sie nicht kennen.</translation>
    </message>
    <message>
        <source>Choose the smallest set of computers with &quot;Change scope...&quot;: your own network rather than the whole Internet, a few addresses rather than the network.</source>
        <translation>Wählen Sie mit „Bereich ändern...“ so wenige Computer wie möglich aus: lieber das eigene Netzwerk als das ganze Internet, lieber einige Adressen als das Netzwerk.</translation>
    </message>
    <message>
        <source>A program is better than a port. It can be reached only while it runs; a port stays open all the time.</source>
        <translation>Ein Programm ist besser als ein Port. Es ist nur erreichbar, solange es ausgeführt wird; ein Port bleibt die ganze Zeit offen.</translation>
    </message>
    <message>
        <source>Keep programs that can be reached from outside up to date.</source>
        <translation>Halten Sie Programme, die von außen erreichbar sind, auf dem neuesten Stand.</translation>
    </message>
    <message>
        <source>Each exception is a door in the wall. Some programs need one: games with several players, sharing of files and printers, helping somebody from afar. Whoever finds the door can knock, and if the program behind it has a fault, come in.</source>
        <translation>Jede Ausnahme ist eine Tür in der Mauer. Manche Programme brauchen eine: Spiele mit mehreren Spielern, die Freigabe von Dateien und Druckern, Hilfe aus der Ferne. Wer die Tür findet, kann anklopfen und, wenn das Programm dahinter einen Fehler hat, eintreten.</translation>
    </message>
    <message>
        <source>The more exceptions there are, the more there is to attack. Harmful programs search the Internet for open doors all day long, without knowing you.</source>
        <translation>Je mehr Ausnahmen es gibt, desto größer ist die Angriffsfläche. Schädliche Programme suchen im Internet rund um die Uhr nach offenen Türen, ohne Sie zu kennen.</translation>
    </message>
    <message>
        <source>How to keep the risk small</source>
        <translation>So halten Sie das Risiko klein</translation>
    </message>
    <message>
        <source>It refuses connections that others begin, from the Internet and from your own network, and gives no answer to them.</source>
        <translation>Sie weist Verbindungen ab, die andere beginnen, aus dem Internet ebenso wie aus dem eigenen Netzwerk, und beantwortet sie nicht.</translation>
    </message>
    <message>
        <source>It lets in the answers to what this computer began: pages that you open, mail that you fetch.</source>
        <translation>Sie lässt die Antworten auf das herein, was dieser Computer begonnen hat: Seiten, die Sie öffnen, E-Mails, die Sie abrufen.</translation>
    </message>
    <message>
        <source>It lets in what you select on the Exceptions tab, from the computers that you choose.</source>
        <translation>Sie lässt herein, was Sie auf der Registerkarte „Ausnahmen“ auswählen, und zwar von den Computern, die Sie bestimmen.</translation>
    </message>
    <message>
        <source>It writes down what it refused, if you switch that on on the Advanced tab.</source>
        <translation>Sie protokolliert, was sie abgewiesen hat, wenn Sie das auf der Registerkarte „Erweitert“ einschalten.</translation>
    </message>
    <message>
        <source>It does not find or remove viruses and other harmful programs.</source>
        <translation>Sie findet und entfernt keine Viren und anderen schädlichen Programme.</translation>
    </message>
    <message>
        <source>It does not read your mail, and does not stop you from opening a harmful attachment.</source>
        <translation>Sie liest Ihre E-Mails nicht und hindert Sie nicht daran, einen schädlichen Anhang zu öffnen.</translation>
    </message>
    <message>
        <source>It does not keep programs on this computer from sending something out.</source>
        <translation>Sie hindert Programme auf diesem Computer nicht daran, etwas nach außen zu senden.</translation>
    </message>
    <message>
        <source>It does not replace updates: what you let in reaches programs that may have faults.</source>
        <translation>Sie ersetzt keine Aktualisierungen: Was Sie hereinlassen, erreicht Programme, die Fehler haben können.</translation>
    </message>
    <message>
        <source>Parapet Firewall stands between this computer and the networks that it is connected to. It works for the whole computer, for every user, also while nobody is logged in.</source>
        <translation>Die Parapet-Firewall steht zwischen diesem Computer und den Netzwerken, mit denen er verbunden ist. Sie wirkt für den ganzen Computer, für jeden Benutzer und auch dann, wenn niemand angemeldet ist.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>What it does not do</source>
        <translation>Was sie nicht tut</translation>
    </message>
    <message>
        <source>On, Don&apos;t allow exceptions, Off</source>
        <translation>Aktiv, Keine Ausnahmen zulassen, Inaktiv</translation>
    </message>
    <message>
        <source>On is right nearly always. &quot;Don&apos;t allow exceptions&quot; is for places that you do not trust, such as an airport: all connections from outside are refused then, on every network connection, and your list of exceptions stays as it is for later. Off filters nothing at all. If a program does not work, add an exception for it instead.</source>
        <translation>„Aktiv“ ist fast immer richtig. „Keine Ausnahmen zulassen“ ist für Orte gedacht, denen Sie nicht vertrauen, etwa einen Flughafen: Alle Verbindungen von außen werden dann abgewiesen, auf jeder Netzwerkverbindung, und die Liste der Ausnahmen bleibt für später unverändert. „Inaktiv“ filtert überhaupt nichts. Wenn ein Programm nicht funktioniert, fügen Sie stattdessen eine Ausnahme dafür hinzu.</translation>
    </message>
    <message>
        <source>What Parapet Firewall does</source>
        <translation>Was die Parapet-Firewall tut</translation>
    </message>
    <message>
        <source>The risks of allowing exceptions</source>
        <translation>Die Risiken beim Zulassen von Ausnahmen</translation>
    </message>
    <message>
        <source>The risks of opening a port</source>
        <translation>Die Risiken beim Öffnen eines Ports</translation>
    </message>
    <message>
        <source>When to unblock a program</source>
        <translation>Wann Sie ein Programm freigeben sollten</translation>
    </message>
    <message>
        <source>See also</source>
        <translation>Siehe auch</translation>
    </message>
    <message>
        <source>Give the entry a name that tells what it is for, with the port number in it. Nobody remembers after a year why a port is open.</source>
        <translation>Geben Sie dem Eintrag einen Namen, der sagt, wofür er da ist, und der die Portnummer enthält. Nach einem Jahr weiß niemand mehr, warum ein Port offen ist.</translation>
    </message>
    <message>
        <source>Choose with &quot;Change scope...&quot; who may use the port.</source>
        <translation>Bestimmen Sie mit „Bereich ändern...“, wer den Port verwenden darf.</translation>
    </message>
    <message>
        <source>Clear the check box when you do not need the port, and delete the entry when you never will.</source>
        <translation>Deaktivieren Sie das Kontrollkästchen, wenn Sie den Port gerade nicht benötigen, und löschen Sie den Eintrag, wenn Sie ihn nie mehr benötigen.</translation>
    </message>
    <message>
        <source>Programs listen for others at ports, which are numbers from 1 to 65535. A port that is open here can be reached at any time by the computers that you choose, whatever program listens there, also one that you did not think of.</source>
        <translation>Programme warten an Ports auf andere; das sind Nummern von 1 bis 65535. Ein Port, der hier geöffnet ist, ist für die Computer, die Sie bestimmen, jederzeit erreichbar, gleichgültig, welches Programm dort wartet, auch eines, an das Sie nicht gedacht haben.</translation>
    </message>
    <message>
        <source>If you can, add the program instead of its port. A program can be reached only while it runs and listens; then nothing is open without need.</source>
        <translation>Fügen Sie nach Möglichkeit das Programm statt seines Ports hinzu. Ein Programm ist nur erreichbar, solange es ausgeführt wird und wartet; dann ist nichts unnötig offen.</translation>
    </message>
    <message>
        <source>If it must be a port</source>
        <translation>Wenn es ein Port sein muss</translation>
    </message>
    <message>
        <source>Which port?</source>
        <translation>Welcher Port?</translation>
    </message>
    <message>
        <source>Number and protocol, TCP or UDP, stand in the documentation of the program. Each entry opens one port; for several ports add several entries.</source>
        <translation>Nummer und Protokoll (TCP oder UDP) finden Sie in der Dokumentation des Programms. Jeder Eintrag öffnet einen Port; für mehrere Ports fügen Sie mehrere Einträge hinzu.</translation>
    </message>
    <message>
        <source>You know the program, and you started it yourself.</source>
        <translation>Sie kennen das Programm und haben es selbst gestartet.</translation>
    </message>
    <message>
        <source>You want others to connect to it: to play against you, to fetch your files, to help you.</source>
        <translation>Sie möchten, dass andere sich mit ihm verbinden: um gegen Sie zu spielen, Ihre Dateien abzurufen oder Ihnen zu helfen.</translation>
    </message>
    <message>
        <source>You know where it comes from, for example from the software sources of this system.</source>
        <translation>Sie wissen, woher es stammt, zum Beispiel aus den Paketquellen dieses Systems.</translation>
    </message>
    <message>
        <source>You have never heard of the program, or do not know why it runs.</source>
        <translation>Sie haben von dem Programm noch nie gehört oder wissen nicht, warum es ausgeführt wird.</translation>
    </message>
    <message>
        <source>It works as it should without. Browsers and mail programs need no exception, because they begin their connections themselves.</source>
        <translation>Es funktioniert auch so, wie es soll. Webbrowser und E-Mail-Programme brauchen keine Ausnahme, weil sie ihre Verbindungen selbst beginnen.</translation>
    </message>
    <message>
        <source>You are in a place that you do not trust.</source>
        <translation>Sie befinden sich an einem Ort, dem Sie nicht vertrauen.</translation>
    </message>
    <message>
        <source>A program that is unblocked can be reached by others while it runs. Until then it can still connect to others itself.</source>
        <translation>Ein freigegebenes Programm ist für andere erreichbar, solange es ausgeführt wird. Bis dahin kann es sich trotzdem selbst mit anderen verbinden.</translation>
    </message>
    <message>
        <source>Unblock it if all of this is true</source>
        <translation>Geben Sie es frei, wenn all dies zutrifft</translation>
    </message>
    <message>
        <source>Keep it blocked if any of this is true</source>
        <translation>Blockieren Sie es weiterhin, wenn etwas davon zutrifft</translation>
    </message>
    <message>
        <source>If you are not sure, keep it blocked, and see whether something that you need does not work. You can change your mind at any time on the Exceptions tab.</source>
        <translation>Wenn Sie nicht sicher sind, blockieren Sie es weiterhin und prüfen Sie, ob etwas, das Sie benötigen, nicht funktioniert. Auf der Registerkarte „Ausnahmen“ können Sie es sich jederzeit anders überlegen.</translation>
    </message>
    <message>
        <source>Parapet Firewall asks when a program of yours begins to wait for connections and nothing lets others reach it. &quot;Keep Blocking&quot; adds it to the Exceptions list with an empty check box, &quot;Unblock&quot; with a check mark; then you are not asked about it again. After &quot;Ask Me Later&quot; the question comes back when the program starts again. &quot;Unblock&quot; lets in the computers that are named above the buttons: those of your own network, unless you choose others.</source>
        <translation>Die Parapet-Firewall fragt nach, wenn eines Ihrer Programme beginnt, auf Verbindungen zu warten, und nichts sie zulässt. „Weiterhin blockieren“ nimmt es ohne Häkchen in die Liste der Ausnahmen auf, „Freigeben“ mit Häkchen; danach werden Sie nicht mehr nach ihm gefragt. Nach „Später nachfragen“ kommt die Frage wieder, wenn das Programm neu gestartet wird. „Freigeben“ lässt die Computer herein, die über den Schaltflächen genannt sind: die Ihres eigenen Netzwerks, wenn Sie keine anderen wählen.</translation>
    </message>
</context>
<context>
    <name>ListeningWords</name>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between programs</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <comment>a process, and how many more</comment>
        <translation>%1 +%2</translation>
    </message>
    <message>
        <source>published by a container</source>
        <translation>von einem Container veröffentlicht</translation>
    </message>
    <message>
        <source>any IPv4 address</source>
        <translation>jede IPv4-Adresse</translation>
    </message>
    <message>
        <source>any IPv6 address</source>
        <translation>jede IPv6-Adresse</translation>
    </message>
    <message>
        <source>any address</source>
        <translation>jede Adresse</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>an address on an interface</comment>
        <translation>%1 an %2</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>only this computer</source>
        <translation>nur dieser Computer</translation>
    </message>
    <message>
        <source>not filtered: the firewall is off</source>
        <translation>ungefiltert: Die Firewall ist inaktiv</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>zugelassen</translation>
    </message>
    <message>
        <source>allowed: %1</source>
        <comment>the name of an exception</comment>
        <translation>zugelassen: %1</translation>
    </message>
    <message>
        <source>a port of one connection</source>
        <translation>ein Port einer Verbindung</translation>
    </message>
</context>
<context>
    <name>LogQuestion</name>
    <message>
        <source>The end of the time is before its beginning.</source>
        <translation>Das Ende des Zeitraums liegt vor seinem Anfang.</translation>
    </message>
    <message>
        <source>This is not an address. Type one such as 192.0.2.7, a network such as 192.0.2.0/24, or a range with a hyphen.</source>
        <translation>Das ist keine Adresse. Geben Sie eine ein wie 192.0.2.7, ein Netzwerk wie 192.0.2.0/24 oder einen Bereich mit Bindestrich.</translation>
    </message>
    <message>
        <source>Type a port from 0 to 65535.</source>
        <translation>Geben Sie einen Port von 0 bis 65535 ein.</translation>
    </message>
    <message numerus="yes">
        <source>Type at most %n character(s).</source>
        <translation>
            <numerusform>Geben Sie höchstens %n Zeichen ein.</numerusform>
            <numerusform>Geben Sie höchstens %n Zeichen ein.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogWords</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Source port</source>
        <translation>Quellport</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>Schnittstelle</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>Eingelassen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) came too fast to be recorded.</source>
        <translation>
            <numerusform>%n Ereignis kam zu schnell, um aufgezeichnet zu werden.</numerusform>
            <numerusform>%n Ereignisse kamen zu schnell, um aufgezeichnet zu werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>It belongs to a known connection.</source>
        <translation>Es gehört zu einer bekannten Verbindung.</translation>
    </message>
    <message>
        <source>It reports an error of a known connection.</source>
        <translation>Es meldet einen Fehler einer bekannten Verbindung.</translation>
    </message>
    <message>
        <source>This computer needs it to stay on the network.</source>
        <translation>Dieser Computer benötigt es, um im Netzwerk zu bleiben.</translation>
    </message>
    <message>
        <source>An exception allows it.</source>
        <translation>Eine Ausnahme lässt es zu.</translation>
    </message>
    <message>
        <source>Parapet Firewall is turned off.</source>
        <translation>Die Parapet-Firewall ist inaktiv.</translation>
    </message>
    <message>
        <source>An enabled service of this computer allows it.</source>
        <translation>Ein aktivierter Dienst dieses Computers lässt es zu.</translation>
    </message>
    <message>
        <source>The ICMP settings allow it.</source>
        <translation>Die ICMP-Einstellungen lassen es zu.</translation>
    </message>
    <message>
        <source>It answers a question that this computer asked everybody.</source>
        <translation>Es beantwortet eine Frage, die dieser Computer an alle gestellt hat.</translation>
    </message>
    <message>
        <source>The settings of this connection allow it.</source>
        <translation>Die Einstellungen dieser Verbindung lassen es zu.</translation>
    </message>
    <message>
        <source>No exception allows it.</source>
        <translation>Keine Ausnahme lässt es zu.</translation>
    </message>
    <message>
        <source>Exceptions are not allowed at the moment.</source>
        <translation>Ausnahmen sind zurzeit nicht zugelassen.</translation>
    </message>
    <message>
        <source>The ICMP settings do not allow it.</source>
        <translation>Die ICMP-Einstellungen lassen es nicht zu.</translation>
    </message>
    <message>
        <source>A container publishes the port, but no exception allows it.</source>
        <translation>Ein Container veröffentlicht den Port, aber keine Ausnahme lässt es zu.</translation>
    </message>
    <message>
        <source>The packet is incomplete.</source>
        <translation>Das Paket ist unvollständig.</translation>
    </message>
    <message>
        <source>The packet contradicts itself about its length.</source>
        <translation>Das Paket macht widersprüchliche Angaben über seine Länge.</translation>
    </message>
    <message>
        <source>It is neither an IPv4 nor an IPv6 packet.</source>
        <translation>Es ist weder ein IPv4- noch ein IPv6-Paket.</translation>
    </message>
    <message>
        <source>The packet has too many or misplaced headers.</source>
        <translation>Das Paket hat zu viele oder falsch angeordnete Kopfdaten.</translation>
    </message>
    <message>
        <source>It is a piece of a packet whose beginning was not seen.</source>
        <translation>Es ist ein Teil eines Pakets, dessen Anfang nicht gesehen wurde.</translation>
    </message>
    <message>
        <source>No honest program sends this combination of TCP flags.</source>
        <translation>Kein ehrliches Programm sendet diese Kombination von TCP-Flags.</translation>
    </message>
    <message>
        <source>It belongs to no known connection.</source>
        <translation>Es gehört zu keiner bekannten Verbindung.</translation>
    </message>
    <message>
        <source>It came out of turn while a connection was being opened.</source>
        <translation>Es kam außer der Reihe, während eine Verbindung aufgebaut wurde.</translation>
    </message>
    <message>
        <source>The sender&apos;s address is not one of this computer.</source>
        <translation>Die Adresse des Absenders gehört nicht zu diesem Computer.</translation>
    </message>
    <message>
        <source>The sender&apos;s address cannot be that of a computer.</source>
        <translation>Die Adresse des Absenders kann nicht die eines Computers sein.</translation>
    </message>
    <message>
        <source>The reason is not known.</source>
        <translation>Der Grund ist nicht bekannt.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what happened, why</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>echo request, a &quot;ping&quot;</source>
        <translation>Echoanforderung, ein „Ping“</translation>
    </message>
    <message>
        <source>echo reply</source>
        <translation>Echoantwort</translation>
    </message>
    <message>
        <source>destination unreachable</source>
        <translation>Ziel nicht erreichbar</translation>
    </message>
    <message>
        <source>time exceeded</source>
        <translation>Zeitüberschreitung</translation>
    </message>
    <message>
        <source>redirect</source>
        <translation>Umleitung</translation>
    </message>
    <message>
        <source>type %1, code %2</source>
        <translation>Typ %1, Code %2</translation>
    </message>
    <message>
        <source>A program exception allows it.</source>
        <translation>Eine Ausnahme für das Programm lässt es zu.</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>TCP flags</source>
        <translation>TCP-Flags</translation>
    </message>
    <message>
        <source>Sequence number</source>
        <translation>Sequenznummer</translation>
    </message>
    <message>
        <source>Acknowledgement number</source>
        <translation>Bestätigungsnummer</translation>
    </message>
    <message>
        <source>Window size</source>
        <translation>Fenstergröße</translation>
    </message>
    <message>
        <source>ICMP type/code</source>
        <translation>ICMP-Typ/Code</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>The exception for %1 allows it.</source>
        <comment>TCP 80</comment>
        <translation>Die Ausnahme für %1 lässt es zu.</translation>
    </message>
    <message>
        <source>The exception for the service %1 allows it.</source>
        <translation>Die Ausnahme für den Dienst %1 lässt es zu.</translation>
    </message>
    <message>
        <source>The exception for the program %1 allows it.</source>
        <translation>Die Ausnahme für das Programm %1 lässt es zu.</translation>
    </message>
    <message>
        <source>An exception opens this port, but not for this sender.</source>
        <translation>Eine Ausnahme öffnet diesen Port, aber nicht für diesen Absender.</translation>
    </message>
    <message>
        <source>This computer opened a connection to %1, protocol %2.</source>
        <translation>Dieser Computer hat eine Verbindung mit %1, Protokoll %2, hergestellt.</translation>
    </message>
    <message>
        <source>This computer opened a connection to %1, %2 port %3.</source>
        <translation>Dieser Computer hat eine Verbindung mit %1, %2-Port %3, hergestellt.</translation>
    </message>
    <message>
        <source>This computer opened a connection to %1, %2 port %3 (%4).</source>
        <translation>Dieser Computer hat eine Verbindung mit %1, %2-Port %3 (%4), hergestellt.</translation>
    </message>
    <message>
        <source>%1 opened a connection of protocol %2.</source>
        <translation>%1 hat eine Verbindung des Protokolls %2 hergestellt.</translation>
    </message>
    <message>
        <source>%1 opened a connection to %2 port %3.</source>
        <translation>%1 hat eine Verbindung mit dem %2-Port %3 hergestellt.</translation>
    </message>
    <message>
        <source>%1 opened a connection to %2 port %3 (%4).</source>
        <translation>%1 hat eine Verbindung mit dem %2-Port %3 (%4) hergestellt.</translation>
    </message>
    <message>
        <source>The connection between %1 and %2, protocol %3, ended.</source>
        <translation>Die Verbindung zwischen %1 und %2, Protokoll %3, wurde beendet.</translation>
    </message>
    <message>
        <source>The connection between %1 and %2, %3 port %4, ended.</source>
        <translation>Die Verbindung zwischen %1 und %2, %3-Port %4, wurde beendet.</translation>
    </message>
    <message>
        <source>The connection between %1 and %2, %3 port %4 (%5), ended.</source>
        <translation>Die Verbindung zwischen %1 und %2, %3-Port %4 (%5), wurde beendet.</translation>
    </message>
    <message>
        <source>%1 sent an %2 message: %3.</source>
        <comment>address, ICMP or ICMPv6, meaning</comment>
        <translation>%1 hat eine %2-Meldung gesendet: %3.</translation>
    </message>
    <message>
        <source>%1 sent a damaged %2 packet.</source>
        <translation>%1 hat ein beschädigtes %2-Paket gesendet.</translation>
    </message>
    <message>
        <source>%1 sent a packet of protocol %2.</source>
        <translation>%1 hat ein Paket des Protokolls %2 gesendet.</translation>
    </message>
    <message>
        <source>%1 tried to open a connection to %2 port %3.</source>
        <translation>%1 hat versucht, eine Verbindung mit dem %2-Port %3 herzustellen.</translation>
    </message>
    <message>
        <source>%1 tried to open a connection to %2 port %3 (%4).</source>
        <translation>%1 hat versucht, eine Verbindung mit dem %2-Port %3 (%4) herzustellen.</translation>
    </message>
    <message>
        <source>%1 sent a packet to %2 port %3.</source>
        <translation>%1 hat ein Paket an den %2-Port %3 gesendet.</translation>
    </message>
    <message>
        <source>%1 sent a packet to %2 port %3 (%4).</source>
        <translation>%1 hat ein Paket an den %2-Port %3 (%4) gesendet.</translation>
    </message>
    <message>
        <source>This computer tried to send an %1 message to %2: %3.</source>
        <comment>ICMP or ICMPv6, address, meaning</comment>
        <translation>Dieser Computer hat versucht, eine %1-Meldung an %2 zu senden: %3.</translation>
    </message>
    <message>
        <source>This computer tried to send a damaged %1 packet to %2.</source>
        <translation>Dieser Computer hat versucht, ein beschädigtes %1-Paket an %2 zu senden.</translation>
    </message>
    <message>
        <source>This computer tried to send a packet of protocol %1 to %2.</source>
        <translation>Dieser Computer hat versucht, ein Paket des Protokolls %1 an %2 zu senden.</translation>
    </message>
    <message>
        <source>This computer tried to open a connection to %1, %2 port %3.</source>
        <translation>Dieser Computer hat versucht, eine Verbindung mit %1, %2-Port %3, herzustellen.</translation>
    </message>
    <message>
        <source>This computer tried to open a connection to %1, %2 port %3 (%4).</source>
        <translation>Dieser Computer hat versucht, eine Verbindung mit %1, %2-Port %3 (%4), herzustellen.</translation>
    </message>
    <message>
        <source>This computer tried to send a packet to %1, %2 port %3.</source>
        <translation>Dieser Computer hat versucht, ein Paket an %1, %2-Port %3, zu senden.</translation>
    </message>
    <message>
        <source>This computer tried to send a packet to %1, %2 port %3 (%4).</source>
        <translation>Dieser Computer hat versucht, ein Paket an %1, %2-Port %3 (%4), zu senden.</translation>
    </message>
    <message>
        <source>Nothing on this computer listens there now.</source>
        <translation>Auf diesem Computer wartet dort zurzeit kein Programm.</translation>
    </message>
    <message>
        <source>A program of this computer listens there now.</source>
        <translation>Ein Programm dieses Computers wartet dort zurzeit auf Verbindungen.</translation>
    </message>
    <message>
        <source>The program %1 listens there now.</source>
        <translation>Das Programm %1 wartet dort zurzeit auf Verbindungen.</translation>
    </message>
    <message>
        <source>It is one of a flood of packets that no exception allows.</source>
        <translation>Es gehört zu einer Flut von Paketen, die keine Ausnahme zulässt.</translation>
    </message>
</context>
<context>
    <name>Services</name>
    <message>
        <source>File and Printer Sharing</source>
        <translation>Datei- und Druckerfreigabe</translation>
    </message>
    <message>
        <source>KDE Connect</source>
        <translation>KDE Connect</translation>
    </message>
    <message>
        <source>Network Discovery (mDNS)</source>
        <translation>Netzwerkerkennung (mDNS)</translation>
    </message>
    <message>
        <source>Printer Sharing (IPP)</source>
        <translation>Druckerfreigabe (IPP)</translation>
    </message>
    <message>
        <source>Remote Administration</source>
        <translation>Remoteverwaltung</translation>
    </message>
    <message>
        <source>Remote Assistance</source>
        <translation>Remoteunterstützung</translation>
    </message>
    <message>
        <source>Remote Desktop</source>
        <translation>Remotedesktop</translation>
    </message>
    <message>
        <source>Secure Shell (SSH)</source>
        <translation>Secure Shell (SSH)</translation>
    </message>
    <message>
        <source>UPnP Framework</source>
        <translation>UPnP-Framework</translation>
    </message>
    <message>
        <source>NetBIOS Session Service</source>
        <translation>NetBIOS-Sitzungsdienst</translation>
    </message>
    <message>
        <source>SMB over TCP</source>
        <translation>SMB über TCP</translation>
    </message>
    <message>
        <source>NetBIOS Name Service</source>
        <translation>NetBIOS-Namensdienst</translation>
    </message>
    <message>
        <source>NetBIOS Datagram Service</source>
        <translation>NetBIOS-Datagrammdienst</translation>
    </message>
    <message>
        <source>KDE Connect over TCP</source>
        <translation>KDE Connect über TCP</translation>
    </message>
    <message>
        <source>KDE Connect over UDP</source>
        <translation>KDE Connect über UDP</translation>
    </message>
    <message>
        <source>Multicast DNS</source>
        <translation>Multicast-DNS</translation>
    </message>
    <message>
        <source>Internet Printing Protocol</source>
        <translation>Internet Printing Protocol</translation>
    </message>
    <message>
        <source>RPC Endpoint Mapper</source>
        <translation>RPC-Endpunktzuordnung</translation>
    </message>
    <message>
        <source>Remote Assistance (VNC)</source>
        <translation>Remoteunterstützung (VNC)</translation>
    </message>
    <message>
        <source>Secure Shell</source>
        <translation>Secure Shell</translation>
    </message>
    <message>
        <source>UPnP Framework over TCP</source>
        <translation>UPnP-Framework über TCP</translation>
    </message>
    <message>
        <source>SSDP Component of UPnP Framework</source>
        <translation>SSDP-Komponente des UPnP-Frameworks</translation>
    </message>
    <message>
        <source>FTP Server</source>
        <translation>FTP-Server</translation>
    </message>
    <message>
        <source>Internet Mail Access Protocol Version 3 (IMAP3)</source>
        <translation>Internet Mail Access Protocol, Version 3 (IMAP3)</translation>
    </message>
    <message>
        <source>Internet Mail Access Protocol Version 4 (IMAP4)</source>
        <translation>Internet Mail Access Protocol, Version 4 (IMAP4)</translation>
    </message>
    <message>
        <source>Internet Mail Server (SMTP)</source>
        <translation>Internetmailserver (SMTP)</translation>
    </message>
    <message>
        <source>Post-Office Protocol Version 3 (POP3)</source>
        <translation>Post Office Protocol, Version 3 (POP3)</translation>
    </message>
    <message>
        <source>Secure Web Server (HTTPS)</source>
        <translation>Sicherer Webserver (HTTPS)</translation>
    </message>
    <message>
        <source>Telnet Server</source>
        <translation>Telnetserver</translation>
    </message>
    <message>
        <source>Web Server (HTTP)</source>
        <translation>Webserver (HTTP)</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Control panel of Parapet Firewall</source>
        <translation>Systemsteuerung der Parapet-Firewall</translation>
    </message>
    <message>
        <source>Open the security log.</source>
        <translation>Das Sicherheitsprotokoll öffnen.</translation>
    </message>
    <message>
        <source>Open the security status.</source>
        <translation>Den Sicherheitsstatus öffnen.</translation>
    </message>
    <message>
        <source>Open the list of the programs that listen.</source>
        <translation>Die Liste der Programme öffnen, die auf Verbindungen warten.</translation>
    </message>
    <message>
        <source>Open nothing: stay in the tray, ask when a program is blocked, and warn while the firewall is off.</source>
        <translation>Nichts öffnen: im Infobereich bleiben, nachfragen, wenn ein Programm blockiert wird, und warnen, solange die Firewall inaktiv ist.</translation>
    </message>
</context>
<context>
    <name>parapet::AdvancedPage</name>
    <message>
        <source>S&amp;ettings...</source>
        <translation>&amp;Einstellungen...</translation>
    </message>
    <message>
        <source>&amp;View Log...</source>
        <translation>Protokoll &amp;anzeigen...</translation>
    </message>
    <message>
        <source>Se&amp;ttings...</source>
        <translation>E&amp;instellungen...</translation>
    </message>
    <message>
        <source>&amp;Restore Defaults</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Security Logging</source>
        <translation>Sicherheitsprotokollierung</translation>
    </message>
    <message>
        <source>You can create a log file for troubleshooting purposes, and look at what Parapet Firewall has blocked.</source>
        <translation>Sie können eine Protokolldatei zur Problembehandlung anlegen und ansehen, was die Parapet-Firewall blockiert hat.</translation>
    </message>
    <message>
        <source>ICMP</source>
        <translation>ICMP</translation>
    </message>
    <message>
        <source>With the Internet Control Message Protocol (ICMP), the computers on a network can share error and status information.</source>
        <translation>Über das Internet Control Message Protocol (ICMP) können die Computer in einem Netzwerk Fehler- und Statusinformationen austauschen.</translation>
    </message>
    <message>
        <source>Default Settings</source>
        <translation>Standardeinstellungen</translation>
    </message>
    <message>
        <source>To set everything in Parapet Firewall back to how it was when it was installed, click Restore Defaults.</source>
        <translation>Klicken Sie auf „Wiederherstellen“, um die Parapet-Firewall in den Zustand zurückzuversetzen, den sie nach der Installation hatte.</translation>
    </message>
    <message>
        <source>Restore Defaults Confirmation</source>
        <translation>Standardwerte wiederherstellen</translation>
    </message>
    <message>
        <source>All settings of Parapet Firewall that were made since it was installed will be lost, for all profiles and all connections. Some programs may stop working. Do you want to continue?</source>
        <translation>Alle Einstellungen der Parapet-Firewall, die seit der Installation vorgenommen wurden, gehen verloren, und zwar für alle Profile und alle Verbindungen. Einige Programme funktionieren danach möglicherweise nicht mehr. Möchten Sie den Vorgang fortsetzen?</translation>
    </message>
    <message>
        <source>Nothing changes before you click OK in the window with the tabs.</source>
        <translation>Es ändert sich nichts, bevor Sie im Fenster mit den Registerkarten auf „OK“ klicken.</translation>
    </message>
</context>
<context>
    <name>parapet::AlertDetails</name>
    <message>
        <source>Path:</source>
        <translation>Pfad:</translation>
    </message>
    <message>
        <source>Run by:</source>
        <translation>Ausgeführt von:</translation>
    </message>
    <message>
        <source>Process:</source>
        <translation>Prozess:</translation>
    </message>
    <message>
        <source>Ports:</source>
        <translation>Ports:</translation>
    </message>
    <message>
        <source>User:</source>
        <translation>Benutzer:</translation>
    </message>
    <message>
        <source>Unit:</source>
        <translation>Unit:</translation>
    </message>
    <message>
        <source>Package:</source>
        <translation>Paket:</translation>
    </message>
    <message>
        <source>Has just knocked:</source>
        <translation>Hat eben angeklopft:</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
</context>
<context>
    <name>parapet::AlertDialog</name>
    <message>
        <source>&amp;Don&apos;t show this message again for this program</source>
        <translation>Diese Meldung für dieses Programm &amp;nicht mehr anzeigen</translation>
    </message>
    <message>
        <source>Do you want to keep blocking this program?</source>
        <translation>Möchten Sie dieses Programm weiterhin blockieren?</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>Publisher:</source>
        <translation>Herausgeber:</translation>
    </message>
    <message>
        <source>&amp;Change scope...</source>
        <translation>&amp;Bereich ändern...</translation>
    </message>
    <message>
        <source>Unblock it for:</source>
        <translation>Freigeben für:</translation>
    </message>
    <message>
        <source>&amp;Keep Blocking</source>
        <translation>&amp;Weiterhin blockieren</translation>
    </message>
    <message>
        <source>&amp;Unblock</source>
        <translation>&amp;Freigeben</translation>
    </message>
    <message>
        <source>&amp;Ask Me Later</source>
        <translation>&amp;Später nachfragen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Your computer administrator can unblock this program for you.</source>
        <translation>Der Administrator des Computers kann dieses Programm für Sie freigeben.</translation>
    </message>
    <message>
        <source>Show de&amp;tails</source>
        <translation>&amp;Details anzeigen</translation>
    </message>
    <message>
        <source>&amp;When should I unblock a program?</source>
        <translation>W&amp;ann sollte ich ein Programm freigeben?</translation>
    </message>
    <message>
        <source>Parapet Firewall has blocked this program from accepting connections from the Internet or a network. If you recognize the program or trust the publisher, you can unblock it.</source>
        <translation>Die Parapet-Firewall hat verhindert, dass dieses Programm Verbindungen aus dem Internet oder einem Netzwerk annimmt. Wenn Sie das Programm kennen oder dem Herausgeber vertrauen, können Sie es freigeben.</translation>
    </message>
</context>
<context>
    <name>parapet::AlertQueue</name>
    <message>
        <source>%1 (publisher: %2) was blocked from accepting connections.</source>
        <translation>%1 (Herausgeber: %2) darf keine Verbindungen annehmen.</translation>
    </message>
    <message>
        <source>Unblock lets in the computers of your own network.</source>
        <translation>„Freigeben“ lässt die Computer Ihres eigenen Netzwerks herein.</translation>
    </message>
    <message>
        <source>Keep Blocking</source>
        <translation>Weiterhin blockieren</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Ask Me Later</source>
        <translation>Später nachfragen</translation>
    </message>
    <message>
        <source>Details...</source>
        <translation>Details...</translation>
    </message>
    <message>
        <source>Your answer has had no effect: %1</source>
        <translation>Ihre Antwort hatte keine Wirkung: %1</translation>
    </message>
</context>
<context>
    <name>parapet::ConnectionDialog</name>
    <message>
        <source>Advanced Settings</source>
        <translation>Erweiterte Einstellungen</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>ICMP</source>
        <translation>ICMP</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>Verbindung: %1</translation>
    </message>
    <message>
        <source>Select what this computer answers and sends by this connection, besides what the ICMP settings on the Advanced tab allow for all connections.</source>
        <translation>Wählen Sie aus, was dieser Computer über diese Verbindung beantwortet und sendet, zusätzlich zu dem, was die ICMP-Einstellungen auf der Registerkarte „Erweitert“ für alle Verbindungen zulassen.</translation>
    </message>
</context>
<context>
    <name>parapet::ConnectionServiceDialog</name>
    <message>
        <source>&amp;TCP</source>
        <translation>&amp;TCP</translation>
    </message>
    <message>
        <source>&amp;UDP</source>
        <translation>&amp;UDP</translation>
    </message>
    <message>
        <source>Service Settings</source>
        <translation>Diensteinstellungen</translation>
    </message>
    <message>
        <source>&amp;Description of service:</source>
        <translation>&amp;Dienstbeschreibung:</translation>
    </message>
    <message>
        <source>&amp;External port number for this service:</source>
        <translation>&amp;Externe Portnummer für diesen Dienst:</translation>
    </message>
    <message>
        <source>This port is on the list of services already, as %1.</source>
        <translation>Dieser Port steht bereits in der Liste der Dienste, als „%1“.</translation>
    </message>
</context>
<context>
    <name>parapet::ConnectionServicesPage</name>
    <message>
        <source>No more services can be added: %1 is the most that one connection may have.</source>
        <translation>Es können keine weiteren Dienste hinzugefügt werden: Mehr als %1 darf eine Verbindung nicht haben.</translation>
    </message>
    <message>
        <source>&amp;Add...</source>
        <translation>&amp;Hinzufügen...</translation>
    </message>
    <message>
        <source>&amp;Edit...</source>
        <translation>&amp;Bearbeiten...</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Select the services on this computer that others may reach by this connection. They are open to any computer.</source>
        <translation>Wählen Sie die Dienste auf diesem Computer aus, die andere über diese Verbindung erreichen dürfen. Sie sind für alle Computer offen.</translation>
    </message>
    <message>
        <source>&amp;Services:</source>
        <translation>&amp;Dienste:</translation>
    </message>
    <message>
        <source>Delete a Service</source>
        <translation>Dienst löschen</translation>
    </message>
    <message>
        <source>Are you sure you want to delete %1 from the services of this connection?</source>
        <translation>Möchten Sie „%1“ wirklich aus den Diensten dieser Verbindung löschen?</translation>
    </message>
</context>
<context>
    <name>parapet::ConnectionsGroup</name>
    <message>
        <source>Network Connection Settings</source>
        <translation>Netzwerkverbindungseinstellungen</translation>
    </message>
    <message>
        <source>Parapet Firewall is on for the connections selected below. To open a service for one of them only, select it and click Settings:</source>
        <translation>Die Parapet-Firewall ist für die unten ausgewählten Verbindungen aktiv. Um einen Dienst nur für eine davon zu öffnen, wählen Sie diese aus und klicken Sie auf „Einstellungen“:</translation>
    </message>
    <message>
        <source>&amp;Settings...</source>
        <translation>Ei&amp;nstellungen...</translation>
    </message>
    <message>
        <source>Network &amp;connections:</source>
        <translation>Netzwerk&amp;verbindungen:</translation>
    </message>
    <message>
        <source>While &quot;Don&apos;t allow exceptions&quot; is selected on the General tab, connections that are not selected here are protected nevertheless.</source>
        <translation>Solange auf der Registerkarte „Allgemein“ die Option „Keine Ausnahmen zulassen“ gewählt ist, sind auch die Verbindungen geschützt, die hier nicht ausgewählt sind.</translation>
    </message>
</context>
<context>
    <name>parapet::ConnectionsModel</name>
    <message>
        <source>Wired connection</source>
        <translation>Kabelgebundene Verbindung</translation>
    </message>
    <message>
        <source>Wireless connection</source>
        <translation>Drahtlosverbindung</translation>
    </message>
    <message>
        <source>VPN connection</source>
        <translation>VPN-Verbindung</translation>
    </message>
    <message>
        <source>Network bridge</source>
        <translation>Netzwerkbrücke</translation>
    </message>
    <message>
        <source>Network connection</source>
        <translation>Netzwerkverbindung</translation>
    </message>
    <message>
        <source>%1 (not connected)</source>
        <translation>%1 (nicht verbunden)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>kind of connection, network interface</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>parapet::ControlPanel</name>
    <message>
        <source>Parapet Firewall settings cannot be displayed because the associated service is not running. Do you want to start the Parapet Firewall service?</source>
        <translation>Die Einstellungen der Parapet-Firewall können nicht angezeigt werden, da der zugehörige Dienst nicht ausgeführt wird. Möchten Sie den Parapet-Firewall-Dienst starten?</translation>
    </message>
    <message>
        <source>Parapet Firewall cannot start the Parapet Firewall service.</source>
        <translation>Der Parapet-Firewall-Dienst kann nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Parapet Firewall</source>
        <translation>Parapet-Firewall</translation>
    </message>
</context>
<context>
    <name>parapet::DbusClient</name>
    <message>
        <source>The firewall helper did not answer as expected: %1</source>
        <translation>Der Firewalldienst hat nicht wie erwartet geantwortet: %1</translation>
    </message>
    <message>
        <source>The firewall helper is not running.</source>
        <translation>Der Firewalldienst wird nicht ausgeführt.</translation>
    </message>
</context>
<context>
    <name>parapet::DbusNotifier</name>
    <message>
        <source>Parapet Firewall</source>
        <translation>Parapet-Firewall</translation>
    </message>
</context>
<context>
    <name>parapet::EditProgramDialog</name>
    <message>
        <source>Edit a Program</source>
        <translation>Programm bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Path:</source>
        <translation>&amp;Pfad:</translation>
    </message>
    <message>
        <source>You can change for which computers this program is unblocked.</source>
        <translation>Sie können ändern, für welche Computer dieses Programm freigegeben ist.</translation>
    </message>
</context>
<context>
    <name>parapet::ExceptionsModel</name>
    <message>
        <source>No</source>
        <comment>not made by group policy</comment>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Group Policy</source>
        <translation>Gruppenrichtlinie</translation>
    </message>
</context>
<context>
    <name>parapet::ExceptionsPage</name>
    <message>
        <source>Add P&amp;rogram...</source>
        <translation>P&amp;rogramm hinzufügen...</translation>
    </message>
    <message>
        <source>Add P&amp;ort...</source>
        <translation>P&amp;ort hinzufügen...</translation>
    </message>
    <message>
        <source>&amp;Edit...</source>
        <translation>&amp;Bearbeiten...</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>D&amp;isplay a notification when Parapet Firewall blocks a program</source>
        <translation>Benachrichtigung &amp;anzeigen, wenn die Parapet-Firewall ein Programm blockiert</translation>
    </message>
    <message>
        <source>&amp;What are the risks of allowing exceptions?</source>
        <translation>&amp;Welche Risiken bestehen beim Zulassen von Ausnahmen?</translation>
    </message>
    <message>
        <source>&amp;Programs and Services:</source>
        <translation>&amp;Programme und Dienste:</translation>
    </message>
    <message>
        <source>Parapet Firewall is blocking incoming connections, with the exception of the programs and services selected below. Adding exceptions lets some programs work better but may increase the security risk.</source>
        <translation>Die Parapet-Firewall blockiert eingehende Verbindungen, mit Ausnahme der unten ausgewählten Programme und Dienste. Durch das Hinzufügen von Ausnahmen funktionieren manche Programme besser, das Sicherheitsrisiko steigt jedoch möglicherweise.</translation>
    </message>
    <message>
        <source>The selections below are being ignored, because &quot;Don&apos;t allow exceptions&quot; is selected on the General tab. All incoming connections are blocked.</source>
        <translation>Die Auswahl unten wird nicht beachtet, da auf der Registerkarte „Allgemein“ die Option „Keine Ausnahmen zulassen“ gewählt ist. Alle eingehenden Verbindungen werden blockiert.</translation>
    </message>
    <message>
        <source>Parapet Firewall is turned off. Your computer is at risk of attack from others. To turn it on, go to the General tab and select On (recommended).</source>
        <translation>Die Parapet-Firewall ist inaktiv. Der Computer ist Angriffen von außen ausgesetzt. Um sie zu aktivieren, wählen Sie auf der Registerkarte „Allgemein“ die Option „Aktiv (empfohlen)“.</translation>
    </message>
    <message>
        <source>Delete a Program</source>
        <translation>Programm löschen</translation>
    </message>
    <message>
        <source>Delete a Port</source>
        <translation>Port löschen</translation>
    </message>
    <message>
        <source>Are you sure you want to delete %1 from the exceptions list?</source>
        <translation>Möchten Sie „%1“ wirklich aus der Liste der Ausnahmen löschen?</translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) &amp;listen and are blocked. Show...</source>
        <translation>
            <numerusform>%n Dienst wartet auf &amp;Verbindungen und wird blockiert. Anzeigen...</numerusform>
            <numerusform>%n Dienste warten auf &amp;Verbindungen und werden blockiert. Anzeigen...</numerusform>
        </translation>
    </message>
    <message>
        <source>Which programs &amp;listen on this computer?</source>
        <translation>Welche Programme warten auf &amp;Verbindungen?</translation>
    </message>
</context>
<context>
    <name>parapet::GeneralPage</name>
    <message>
        <source>&amp;On (recommended)</source>
        <translation>&amp;Aktiv (empfohlen)</translation>
    </message>
    <message>
        <source>&amp;Don&apos;t allow exceptions</source>
        <translation>&amp;Keine Ausnahmen zulassen</translation>
    </message>
    <message>
        <source>O&amp;ff (not recommended)</source>
        <translation>&amp;Inaktiv (nicht empfohlen)</translation>
    </message>
    <message>
        <source>&amp;What else should I know about Parapet Firewall?</source>
        <translation>&amp;Was muss ich noch über die Parapet-Firewall wissen?</translation>
    </message>
    <message>
        <source>Nothing outside can connect to this computer, with the exception of what you select on the Exceptions tab.</source>
        <translation>Von außen kann niemand eine Verbindung mit diesem Computer herstellen, mit Ausnahme dessen, was Sie auf der Registerkarte „Ausnahmen“ auswählen.</translation>
    </message>
    <message>
        <source>Select this when you connect to a public or less secure network, for example at an airport. The selections on the Exceptions tab are then ignored, and you are not told when a program is blocked.</source>
        <translation>Wählen Sie diese Option, wenn Sie eine Verbindung mit einem öffentlichen oder weniger sicheren Netzwerk herstellen, zum Beispiel auf einem Flughafen. Die Auswahl auf der Registerkarte „Ausnahmen“ wird dann nicht beachtet, und Sie werden nicht benachrichtigt, wenn ein Programm blockiert wird.</translation>
    </message>
    <message>
        <source>Avoid this setting. Without Parapet Firewall this computer is more vulnerable to intruders and to programs that spread by themselves.</source>
        <translation>Vermeiden Sie diese Einstellung. Ohne die Parapet-Firewall ist dieser Computer anfälliger für Eindringlinge und für Programme, die sich selbst verbreiten.</translation>
    </message>
    <message>
        <source>You must be a computer administrator to change these settings</source>
        <translation>Sie müssen Computeradministrator sein, um diese Einstellungen zu ändern</translation>
    </message>
    <message>
        <source>Parapet Firewall is not running</source>
        <translation>Die Parapet-Firewall wird nicht ausgeführt</translation>
    </message>
    <message>
        <source>Its settings cannot be changed until the Parapet Firewall service is started.</source>
        <translation>Ihre Einstellungen können erst geändert werden, wenn der Parapet-Firewall-Dienst gestartet ist.</translation>
    </message>
    <message>
        <source>Your PC is not protected: turn on Parapet Firewall</source>
        <translation>Der PC ist nicht geschützt: Aktivieren Sie die Parapet-Firewall</translation>
    </message>
    <message>
        <source>Parapet Firewall is helping to protect your PC</source>
        <translation>Die Parapet-Firewall trägt zum Schutz des PCs bei</translation>
    </message>
    <message>
        <source>Parapet Firewall helps to protect this computer by keeping others on the Internet or on your network from connecting to it unasked.</source>
        <translation>Die Parapet-Firewall trägt zum Schutz dieses Computers bei: Sie verhindert, dass andere im Internet oder in Ihrem Netzwerk unaufgefordert eine Verbindung mit ihm herstellen.</translation>
    </message>
    <message>
        <source>Parapet Firewall is using your domain settings</source>
        <translation>Die Parapet-Firewall verwendet die Domäneneinstellungen</translation>
    </message>
</context>
<context>
    <name>parapet::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>%1 - Parapet Firewall Help</source>
        <translation>%1 - Hilfe zur Parapet-Firewall</translation>
    </message>
</context>
<context>
    <name>parapet::HelperStart</name>
    <message>
        <source>There is no systemd here that could start the firewall helper. Start it by hand: run &quot;parapetd&quot; as root.</source>
        <translation>Es gibt hier kein systemd, das den Firewalldienst starten könnte. Starten Sie ihn von Hand: Führen Sie „parapetd“ als root aus.</translation>
    </message>
    <message>
        <source>The system did not start the firewall helper: %1</source>
        <translation>Das System hat den Firewalldienst nicht gestartet: %1</translation>
    </message>
    <message>
        <source>The firewall helper was started but did not come up within %1 seconds. &quot;journalctl -u parapetd&quot; tells why.</source>
        <translation>Der Firewalldienst wurde gestartet, war aber nach %1 Sekunden noch nicht bereit. „journalctl -u parapetd“ zeigt den Grund.</translation>
    </message>
</context>
<context>
    <name>parapet::IcmpDialog</name>
    <message>
        <source>ICMP Settings</source>
        <translation>ICMP-Einstellungen</translation>
    </message>
    <message>
        <source>With the Internet Control Message Protocol (ICMP), computers on a network tell each other of errors and of their state. Select what this computer answers and sends. It holds for all connections and for any address.</source>
        <translation>Über das Internet Control Message Protocol (ICMP) teilen sich Computer in einem Netzwerk Fehler und ihren Zustand mit. Wählen Sie aus, was dieser Computer beantwortet und sendet. Es gilt für alle Verbindungen und alle Adressen.</translation>
    </message>
</context>
<context>
    <name>parapet::IcmpList</name>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>ICMP &amp;messages:</source>
        <translation>ICMP-&amp;Meldungen:</translation>
    </message>
</context>
<context>
    <name>parapet::IcmpWords</name>
    <message>
        <source>Allow incoming echo request</source>
        <translation>Eingehende Echoanforderung zulassen</translation>
    </message>
    <message>
        <source>Allow incoming timestamp request</source>
        <translation>Eingehende Zeitstempelanforderung zulassen</translation>
    </message>
    <message>
        <source>Allow incoming mask request</source>
        <translation>Eingehende Maskenanforderung zulassen</translation>
    </message>
    <message>
        <source>Allow incoming router request</source>
        <translation>Eingehende Routeranforderung zulassen</translation>
    </message>
    <message>
        <source>Allow outgoing destination unreachable</source>
        <translation>Ausgehendes „Ziel nicht erreichbar“ zulassen</translation>
    </message>
    <message>
        <source>Allow outgoing source quench</source>
        <translation>Ausgehende Quelldrosselung zulassen</translation>
    </message>
    <message>
        <source>Allow outgoing parameter problem</source>
        <translation>Ausgehendes Parameterproblem zulassen</translation>
    </message>
    <message>
        <source>Allow outgoing time exceeded</source>
        <translation>Ausgehende Zeitüberschreitung zulassen</translation>
    </message>
    <message>
        <source>Allow redirect</source>
        <translation>Umleitung zulassen</translation>
    </message>
    <message>
        <source>Allow outgoing packet too big</source>
        <translation>Ausgehendes „Paket zu groß“ zulassen</translation>
    </message>
    <message>
        <source>Whoever sends a message to this computer gets the same message back. People use this to find out whether a computer can be reached, for example with the program ping.</source>
        <translation>Wer eine Meldung an diesen Computer sendet, erhält dieselbe Meldung zurück. So lässt sich feststellen, ob ein Computer erreichbar ist, zum Beispiel mit dem Programm „ping“.</translation>
    </message>
    <message>
        <source>Whoever sends data to this computer can be told at what time it arrived.</source>
        <translation>Wer Daten an diesen Computer sendet, kann erfahren, wann sie angekommen sind.</translation>
    </message>
    <message>
        <source>This computer answers when others ask about the network that it is attached to.</source>
        <translation>Dieser Computer antwortet, wenn andere nach dem Netzwerk fragen, an das er angeschlossen ist.</translation>
    </message>
    <message>
        <source>This computer answers when others ask which routes it knows.</source>
        <translation>Dieser Computer antwortet, wenn andere fragen, welche Routen er kennt.</translation>
    </message>
    <message>
        <source>When data cannot reach this computer or one of its programs, the sender is told that it was discarded, and why.</source>
        <translation>Wenn Daten diesen Computer oder eines seiner Programme nicht erreichen können, erfährt der Absender, dass sie verworfen wurden, und warum.</translation>
    </message>
    <message>
        <source>When data arrives faster than this computer can handle it, some is dropped and the sender is asked to slow down.</source>
        <translation>Wenn Daten schneller eintreffen, als dieser Computer sie verarbeiten kann, wird ein Teil verworfen, und der Absender wird gebeten, langsamer zu senden.</translation>
    </message>
    <message>
        <source>When this computer drops data because its header is wrong, the sender is told so.</source>
        <translation>Wenn dieser Computer Daten verwirft, weil ihre Kopfdaten fehlerhaft sind, erfährt der Absender davon.</translation>
    </message>
    <message>
        <source>When this computer drops data because it was under way for too long or some of it never arrived, the sender is told so.</source>
        <translation>Wenn dieser Computer Daten verwirft, weil sie zu lange unterwegs waren oder ein Teil nie angekommen ist, erfährt der Absender davon.</translation>
    </message>
    <message>
        <source>When a router says that there is a better way to some destination, data from this computer takes that way from then on.</source>
        <translation>Wenn ein Router mitteilt, dass es zu einem Ziel einen besseren Weg gibt, nehmen die Daten dieses Computers von da an diesen Weg.</translation>
    </message>
    <message>
        <source>When a packet is too large to be passed on, the sender is told so. Only IPv6 knows this message.</source>
        <translation>Wenn ein Paket zu groß ist, um weitergeleitet zu werden, erfährt der Absender davon. Nur IPv6 kennt diese Meldung.</translation>
    </message>
    <message>
        <source>Echo requests are always allowed at the moment, because TCP port 445 is open: File and Printer Sharing or another entry of the Exceptions tab opens it. Close the port there to choose for yourself.</source>
        <translation>Echoanforderungen sind zurzeit immer zugelassen, da TCP-Port 445 offen ist: Die Datei- und Druckerfreigabe oder ein anderer Eintrag auf der Registerkarte „Ausnahmen“ öffnet ihn. Schließen Sie den Port dort, um selbst zu wählen.</translation>
    </message>
</context>
<context>
    <name>parapet::ListeningWindow</name>
    <message>
        <source>Add &amp;exception</source>
        <translation>Ausnahme &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Listening Programs</source>
        <translation>Wartende Programme</translation>
    </message>
    <message>
        <source>&amp;Listening programs:</source>
        <translation>Programme, die auf &amp;Verbindungen warten:</translation>
    </message>
    <message>
        <source>All programs</source>
        <translation>Alle Programme</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Services that are blocked</source>
        <translation>Blockierte Dienste</translation>
    </message>
    <message>
        <source>Open to others</source>
        <translation>Für andere offen</translation>
    </message>
    <message>
        <source>Only this computer</source>
        <translation>Nur dieser Computer</translation>
    </message>
    <message>
        <source>&amp;Search:</source>
        <translation>&amp;Suchen:</translation>
    </message>
    <message>
        <source>S&amp;how:</source>
        <translation>A&amp;nzeigen:</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Schl&amp;ießen</translation>
    </message>
    <message>
        <source>The Parapet Firewall service is not running.</source>
        <translation>Der Parapet-Firewall-Dienst wird nicht ausgeführt.</translation>
    </message>
    <message>
        <source>This list is no longer up to date.</source>
        <translation>Diese Liste ist nicht mehr aktuell.</translation>
    </message>
    <message>
        <source>Looking who listens...</source>
        <translation>Die Liste wird gelesen...</translation>
    </message>
    <message>
        <source>You must be a computer administrator to see which programs listen.</source>
        <translation>Nur Administratoren des Computers können sehen, welche Programme auf Verbindungen warten.</translation>
    </message>
    <message>
        <source>For the &amp;program %1...</source>
        <translation>Für das &amp;Programm %1...</translation>
    </message>
    <message>
        <source>For the p&amp;ort %1...</source>
        <translation>Für den P&amp;ort %1...</translation>
    </message>
</context>
<context>
    <name>parapet::LockoutWarning</name>
    <message>
        <source>&amp;Keep It Reachable</source>
        <translation>&amp;Erreichbar lassen</translation>
    </message>
    <message>
        <source>&amp;Lock It Out</source>
        <translation>&amp;Aussperren</translation>
    </message>
    <message>
        <source>Parapet Firewall</source>
        <translation>Parapet-Firewall</translation>
    </message>
    <message>
        <source>These settings would lock you out of this computer.</source>
        <translation>Diese Einstellungen würden Sie von diesem Computer aussperren.</translation>
    </message>
    <message>
        <source>You are connected to it by SSH from %1, to port %2. With these settings that would no longer be possible. To keep it reachable, the port stays open for that computer, and exceptions stay allowed.</source>
        <translation>Sie sind über SSH von %1 aus mit ihm verbunden, an Port %2. Mit diesen Einstellungen wäre das nicht mehr möglich. Damit er erreichbar bleibt, bleibt der Port für jenen Computer offen, und Ausnahmen bleiben zugelassen.</translation>
    </message>
</context>
<context>
    <name>parapet::LogExport</name>
    <message>
        <source>Firewall log, W3C (*.log)</source>
        <translation>Firewallprotokoll, W3C (*.log)</translation>
    </message>
    <message>
        <source>Table, CSV (*.csv)</source>
        <translation>Tabelle, CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON lines, ECS (*.jsonl)</source>
        <translation>JSON-Zeilen, ECS (*.jsonl)</translation>
    </message>
    <message>
        <source>Export the Security Log</source>
        <translation>Sicherheitsprotokoll exportieren</translation>
    </message>
    <message>
        <source>The security log is being exported...</source>
        <translation>Das Sicherheitsprotokoll wird exportiert...</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The security log could not be exported.</source>
        <translation>Das Sicherheitsprotokoll konnte nicht exportiert werden.</translation>
    </message>
</context>
<context>
    <name>parapet::LogExporter</name>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>parapet::LogFilterBar</name>
    <message>
        <source>Cl&amp;ear filters</source>
        <translation>&amp;Filter leeren</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>From - to</source>
        <translation>Von - bis</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>&amp;Time:</source>
        <translation>&amp;Zeit:</translation>
    </message>
    <message>
        <source>&amp;Action:</source>
        <translation>&amp;Aktion:</translation>
    </message>
    <message>
        <source>P&amp;rotocol:</source>
        <translation>P&amp;rotokoll:</translation>
    </message>
    <message>
        <source>Addre&amp;ss:</source>
        <translation>Adr&amp;esse:</translation>
    </message>
    <message>
        <source>P&amp;ort:</source>
        <translation>P&amp;ort:</translation>
    </message>
    <message>
        <source>&amp;Between:</source>
        <translation>Vo&amp;m:</translation>
    </message>
    <message>
        <source>an&amp;d:</source>
        <translation>&amp;bis:</translation>
    </message>
    <message>
        <source>Slower: reads every event</source>
        <translation>Langsamer: liest jedes Ereignis</translation>
    </message>
    <message>
        <source>Pro&amp;gram:</source>
        <translation>Pro&amp;gramm:</translation>
    </message>
    <message>
        <source>&amp;Interface:</source>
        <translation>Schn&amp;ittstelle:</translation>
    </message>
    <message>
        <source>&amp;Words:</source>
        <translation>&amp;Wörter:</translation>
    </message>
</context>
<context>
    <name>parapet::LogList</name>
    <message>
        <source>Place in the history</source>
        <translation>Stelle im Verlauf</translation>
    </message>
    <message>
        <source>&amp;Usual columns</source>
        <translation>&amp;Übliche Spalten</translation>
    </message>
</context>
<context>
    <name>parapet::LogSettingsDialog</name>
    <message>
        <source>Log &amp;dropped packets</source>
        <translation>&amp;Verworfene Pakete protokollieren</translation>
    </message>
    <message>
        <source>Log successful &amp;connections</source>
        <translation>&amp;Erfolgreiche Verbindungen protokollieren</translation>
    </message>
    <message>
        <source>Log Settings</source>
        <translation>Protokolleinstellungen</translation>
    </message>
    <message>
        <source>Logging Options</source>
        <translation>Protokollierungsoptionen</translation>
    </message>
    <message>
        <source>Log File Options</source>
        <translation>Protokolldateioptionen</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Size limit (KB):</source>
        <translation>&amp;Größenlimit (KB):</translation>
    </message>
    <message>
        <source>In the folder %1</source>
        <translation>Im Ordner %1</translation>
    </message>
    <message>
        <source>Save &amp;As...</source>
        <translation>&amp;Speichern unter...</translation>
    </message>
    <message>
        <source>Save As</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Log files (*.log)</source>
        <translation>Protokolldateien (*.log)</translation>
    </message>
    <message>
        <source>The log file cannot be in %1: the Parapet Firewall service may write nowhere but in %2. An administrator can allow other folders by log-folders in parapet.conf.</source>
        <translation>Die Protokolldatei kann nicht in %1 liegen: Der Parapet-Firewall-Dienst darf nur in %2 schreiben. Ein Administrator kann mit log-folders in parapet.conf weitere Ordner erlauben.</translation>
    </message>
</context>
<context>
    <name>parapet::LogTimeline</name>
    <message>
        <source>Timeline of dropped packets</source>
        <translation>Zeitleiste verworfener Pakete</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2: %n packet(s) dropped.</source>
        <translation>
            <numerusform>%1 bis %2: %n Paket verworfen.</numerusform>
            <numerusform>%1 bis %2: %n Pakete verworfen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a range with the arrow keys and Shift, then press Enter; Backspace shows everything.</source>
        <translation>Wählen Sie einen Bereich mit den Pfeiltasten und der Umschalttaste, dann die Eingabetaste; die Rücktaste zeigt alles.</translation>
    </message>
    <message>
        <source>Counting...</source>
        <translation>Wird gezählt...</translation>
    </message>
    <message>
        <source>No dropped packet.</source>
        <translation>Kein verworfenes Paket.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>sentences</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>At most %1 in a bar</source>
        <translation>Höchstens %1 in einem Balken</translation>
    </message>
</context>
<context>
    <name>parapet::LogWindow</name>
    <message>
        <source>Security Log</source>
        <translation>Sicherheitsprotokoll</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <source>The Parapet Firewall service is not running.</source>
        <translation>Der Parapet-Firewall-Dienst wird nicht ausgeführt.</translation>
    </message>
    <message>
        <source>Reading the log...</source>
        <translation>Protokoll wird gelesen...</translation>
    </message>
    <message>
        <source>Nothing has been blocked yet.</source>
        <translation>Bisher wurde nichts blockiert.</translation>
    </message>
    <message>
        <source>Select an event to see what it means.</source>
        <translation>Wählen Sie ein Ereignis aus, um zu sehen, was es bedeutet.</translation>
    </message>
    <message>
        <source>Try Agai&amp;n</source>
        <translation>Erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Si&amp;milar</source>
        <translation>Ähnli&amp;che</translation>
    </message>
    <message>
        <source>Add e&amp;xception</source>
        <translation>A&amp;usnahme hinzufügen</translation>
    </message>
    <message>
        <source>Ex&amp;port...</source>
        <translation>E&amp;xportieren...</translation>
    </message>
    <message>
        <source>E&amp;vents:</source>
        <translation>Ereig&amp;nisse:</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message>
        <source>Show similar events</source>
        <translation>Ähnliche Ereignisse anzeigen</translation>
    </message>
    <message numerus="yes">
        <source>Show %n &amp;new event(s)</source>
        <translation>
            <numerusform>%n neues Ereignis, &amp;jetzt anzeigen</numerusform>
            <numerusform>%n neue Ereignisse, &amp;jetzt anzeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>You must be a computer administrator to read the security log. Log in as one, or ask one to allow it to you.</source>
        <translation>Sie müssen Computeradministrator sein, um das Sicherheitsprotokoll zu lesen. Melden Sie sich als einer an, oder bitten Sie einen, es Ihnen zu erlauben.</translation>
    </message>
    <message>
        <source>Searc&amp;h further</source>
        <translation>Wei&amp;tersuchen</translation>
    </message>
    <message>
        <source>Stop searc&amp;h</source>
        <translation>Suche stop&amp;pen</translation>
    </message>
    <message>
        <source>Searching through every event...</source>
        <translation>Jedes Ereignis wird durchsucht...</translation>
    </message>
    <message>
        <source>The search was stopped; there may be older events.</source>
        <translation>Die Suche wurde gestoppt; es kann ältere Ereignisse geben.</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>No event fits these filters.</source>
        <translation>Kein Ereignis passt zu diesen Filtern.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>sentences</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>For the p&amp;ort %1...</source>
        <translation>Für den P&amp;ort %1...</translation>
    </message>
    <message>
        <source>For the &amp;program %1...</source>
        <translation>Für das &amp;Programm %1...</translation>
    </message>
    <message>
        <source>For the &amp;program that listens there...</source>
        <translation>Für das &amp;Programm, das dort wartet...</translation>
    </message>
</context>
<context>
    <name>parapet::NewException</name>
    <message>
        <source>Add a Program</source>
        <translation>Programm hinzufügen</translation>
    </message>
    <message>
        <source>Add a Port</source>
        <translation>Port hinzufügen</translation>
    </message>
    <message>
        <source>The exception could not be added.</source>
        <translation>Die Ausnahme konnte nicht hinzugefügt werden.</translation>
    </message>
</context>
<context>
    <name>parapet::PortDialog</name>
    <message>
        <source>&amp;TCP</source>
        <translation>&amp;TCP</translation>
    </message>
    <message>
        <source>&amp;UDP</source>
        <translation>&amp;UDP</translation>
    </message>
    <message>
        <source>Edit a Port</source>
        <translation>Port bearbeiten</translation>
    </message>
    <message>
        <source>Add a Port</source>
        <translation>Port hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Port number:</source>
        <translation>&amp;Portnummer:</translation>
    </message>
    <message>
        <source>&amp;What are the risks of opening a port?</source>
        <translation>&amp;Welche Risiken bestehen beim Öffnen eines Ports?</translation>
    </message>
    <message>
        <source>Use these settings to open a port through Parapet Firewall. To find the port number and protocol, see the documentation of the program or service that you want to use.</source>
        <translation>Verwenden Sie diese Einstellungen, um einen Port in der Parapet-Firewall zu öffnen. Portnummer und Protokoll finden Sie in der Dokumentation des Programms oder Dienstes, das bzw. den Sie verwenden möchten.</translation>
    </message>
    <message>
        <source>This port is on the exceptions list already, as %1.</source>
        <translation>Dieser Port steht bereits in der Liste der Ausnahmen, als „%1“.</translation>
    </message>
</context>
<context>
    <name>parapet::ProgramDialog</name>
    <message>
        <source>Add a Program</source>
        <translation>Programm hinzufügen</translation>
    </message>
    <message>
        <source>To let others connect to a program, select it below, or click Browse to look for one that is not listed. It is added to the Exceptions list.</source>
        <translation>Damit andere sich mit einem Programm verbinden können, wählen Sie es unten aus, oder klicken Sie auf „Durchsuchen“, um eines zu suchen, das nicht aufgeführt ist. Es wird der Liste der Ausnahmen hinzugefügt.</translation>
    </message>
    <message>
        <source>P&amp;rograms:</source>
        <translation>P&amp;rogramme:</translation>
    </message>
    <message>
        <source>Reading the list of programs...</source>
        <translation>Die Liste der Programme wird gelesen...</translation>
    </message>
    <message>
        <source>&amp;Search:</source>
        <translation>&amp;Suchen:</translation>
    </message>
    <message>
        <source>&amp;Browse...</source>
        <translation>&amp;Durchsuchen...</translation>
    </message>
    <message>
        <source>&amp;Path:</source>
        <translation>&amp;Pfad:</translation>
    </message>
    <message>
        <source>No programs were found. Click Browse to look for one.</source>
        <translation>Es wurden keine Programme gefunden. Klicken Sie auf „Durchsuchen“, um eines zu suchen.</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>Durchsuchen</translation>
    </message>
    <message>
        <source>This program is on the exceptions list already, as %1.</source>
        <translation>Dieses Programm steht bereits in der Liste der Ausnahmen, als „%1“.</translation>
    </message>
    <message>
        <source>This is not a program. Choose a file that can be run.</source>
        <translation>Dies ist kein Programm. Wählen Sie eine ausführbare Datei aus.</translation>
    </message>
    <message>
        <source>This program runs other programs, and an exception for it would hold for all of them. Open the port that you need instead.</source>
        <translation>Dieses Programm führt andere Programme aus, und eine Ausnahme dafür würde für alle gelten. Öffnen Sie stattdessen den Port, den Sie benötigen.</translation>
    </message>
</context>
<context>
    <name>parapet::PropertySheet</name>
    <message>
        <source>Parapet Firewall</source>
        <translation>Parapet-Firewall</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Ausnahmen</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>The Parapet Firewall service is not running.</source>
        <translation>Der Parapet-Firewall-Dienst wird nicht ausgeführt.</translation>
    </message>
    <message>
        <source>St&amp;art</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Applying the settings...</source>
        <translation>Einstellungen werden übernommen...</translation>
    </message>
    <message>
        <source>The settings could not be applied.</source>
        <translation>Die Einstellungen konnten nicht übernommen werden.</translation>
    </message>
    <message>
        <source>The Parapet Firewall service could not be started.</source>
        <translation>Der Parapet-Firewall-Dienst konnte nicht gestartet werden.</translation>
    </message>
</context>
<context>
    <name>parapet::RecommendationDialog</name>
    <message>
        <source>You must be a computer administrator to do this.</source>
        <translation>Sie müssen Computeradministrator sein, um dies zu tun.</translation>
    </message>
    <message>
        <source>&amp;I have a firewall solution that I&apos;ll monitor myself</source>
        <translation>&amp;Ich verwende eine Firewalllösung, die ich selbst überwache</translation>
    </message>
    <message>
        <source>Parapet Firewall then neither shows its state here nor warns you.</source>
        <translation>Die Parapet-Firewall zeigt dann ihren Zustand hier nicht an und warnt Sie nicht.</translation>
    </message>
    <message>
        <source>Recommendation</source>
        <translation>Empfehlung</translation>
    </message>
    <message>
        <source>&amp;Enable now</source>
        <translation>&amp;Jetzt aktivieren</translation>
    </message>
    <message>
        <source>&amp;Start now</source>
        <translation>&amp;Jetzt starten</translation>
    </message>
    <message>
        <source>Parapet Firewall is on for all network connections.</source>
        <translation>Die Parapet-Firewall ist für alle Netzwerkverbindungen aktiv.</translation>
    </message>
    <message>
        <source>A firewall helps to protect your computer from intruders and from programs that spread by themselves. Turn Parapet Firewall on for all network connections.</source>
        <translation>Eine Firewall trägt dazu bei, den Computer vor Eindringlingen und vor Programmen zu schützen, die sich selbst verbreiten. Aktivieren Sie die Parapet-Firewall für alle Netzwerkverbindungen.</translation>
    </message>
    <message>
        <source>The Parapet Firewall service is not running, so nobody can say whether this computer is protected. Start the service.</source>
        <translation>Der Parapet-Firewall-Dienst wird nicht ausgeführt, deshalb lässt sich nicht sagen, ob dieser Computer geschützt ist. Starten Sie den Dienst.</translation>
    </message>
    <message>
        <source>Parapet Firewall is now on for all network connections.</source>
        <translation>Die Parapet-Firewall ist jetzt für alle Netzwerkverbindungen aktiv.</translation>
    </message>
    <message>
        <source>Parapet Firewall could not be turned on.</source>
        <translation>Die Parapet-Firewall konnte nicht aktiviert werden.</translation>
    </message>
    <message>
        <source>The Parapet Firewall service is running now.</source>
        <translation>Der Parapet-Firewall-Dienst wird jetzt ausgeführt.</translation>
    </message>
    <message>
        <source>The Parapet Firewall service could not be started.</source>
        <translation>Der Parapet-Firewall-Dienst konnte nicht gestartet werden.</translation>
    </message>
</context>
<context>
    <name>parapet::ScopeButtonBox</name>
    <message>
        <source>&amp;Change scope...</source>
        <translation>&amp;Bereich ändern...</translation>
    </message>
</context>
<context>
    <name>parapet::ScopeDialog</name>
    <message>
        <source>&amp;Any computer (including those on the Internet)</source>
        <translation>&amp;Alle Computer (einschließlich der im Internet)</translation>
    </message>
    <message>
        <source>My &amp;network (subnet) only</source>
        <translation>&amp;Nur für eigenes Netzwerk (Subnetz)</translation>
    </message>
    <message>
        <source>&amp;Custom list:</source>
        <translation>&amp;Benutzerdefinierte Liste:</translation>
    </message>
    <message>
        <source>Change Scope</source>
        <translation>Bereich ändern</translation>
    </message>
    <message>
        <source>Custom list</source>
        <translation>Benutzerdefinierte Liste</translation>
    </message>
    <message>
        <source>Example: %1</source>
        <translation>Beispiel: %1</translation>
    </message>
    <message>
        <source>The computers that this one reaches directly, through any connection. If you are connected to your Internet provider directly, these can be strangers.</source>
        <translation>Die Computer, die dieser direkt erreicht, über welche Verbindung auch immer. Wenn Sie direkt mit Ihrem Internetanbieter verbunden sind, können das Fremde sein.</translation>
    </message>
    <message>
        <source>Choose the set of computers for which this port or program is unblocked. A custom list has IP addresses, subnets or both, with commas between them.</source>
        <translation>Wählen Sie die Computer aus, für die dieser Port oder dieses Programm freigegeben ist. Eine benutzerdefinierte Liste enthält IP-Adressen, Subnetze oder beides, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>The list must not be longer than %1 characters.</source>
        <translation>Die Liste darf nicht länger als %1 Zeichen sein.</translation>
    </message>
    <message>
        <source>For every computer choose &quot;Any computer&quot; instead.</source>
        <translation>Wählen Sie für alle Computer stattdessen „Alle Computer“.</translation>
    </message>
</context>
<context>
    <name>parapet::SecurityState</name>
    <message>
        <source>CHECKING</source>
        <translation>WIRD GEPRÜFT</translation>
    </message>
    <message>
        <source>ON</source>
        <translation>AKTIV</translation>
    </message>
    <message>
        <source>OFF</source>
        <translation>INAKTIV</translation>
    </message>
    <message>
        <source>NOT MONITORED</source>
        <translation>NICHT ÜBERWACHT</translation>
    </message>
    <message>
        <source>The Parapet Firewall service is being asked.</source>
        <translation>Der Parapet-Firewall-Dienst wird befragt.</translation>
    </message>
    <message>
        <source>Parapet Firewall is helping to protect your computer.</source>
        <translation>Die Parapet-Firewall trägt zum Schutz des Computers bei.</translation>
    </message>
    <message>
        <source>Parapet Firewall is turned off.</source>
        <translation>Die Parapet-Firewall ist inaktiv.</translation>
    </message>
    <message>
        <source>The Parapet Firewall service is not running.</source>
        <translation>Der Parapet-Firewall-Dienst wird nicht ausgeführt.</translation>
    </message>
    <message>
        <source>You have said that you use a firewall solution that you monitor yourself.</source>
        <translation>Sie haben angegeben, dass Sie eine Firewalllösung verwenden, die Sie selbst überwachen.</translation>
    </message>
</context>
<context>
    <name>parapet::ServiceDialog</name>
    <message>
        <source>Edit a Service</source>
        <translation>Dienst bearbeiten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Select the ports that %1 may use, and the computers for which each of them is open.</source>
        <translation>Wählen Sie die Ports aus, die „%1“ verwenden darf, und die Computer, für die sie jeweils offen sind.</translation>
    </message>
    <message>
        <source>&amp;Ports of the service:</source>
        <translation>&amp;Ports des Dienstes:</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Benutzerdefiniert</translation>
    </message>
    <message>
        <source>Subnet</source>
        <translation>Subnetz</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>parapet::StatusWindow</name>
    <message>
        <source>Your computer might be at risk. Click Recommendations to turn the firewall on.</source>
        <translation>Der Computer ist eventuell gefährdet. Klicken Sie auf „Empfehlungen“, um die Firewall zu aktivieren.</translation>
    </message>
    <message>
        <source>Your computer might be at risk. Click Start to start the service.</source>
        <translation>Der Computer ist eventuell gefährdet. Klicken Sie auf „Starten“, um den Dienst zu starten.</translation>
    </message>
    <message>
        <source>To have Parapet Firewall watched again, click Recommendations.</source>
        <translation>Klicken Sie auf „Empfehlungen“, damit die Parapet-Firewall wieder überwacht wird.</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Recommendations...</source>
        <translation>&amp;Empfehlungen...</translation>
    </message>
    <message>
        <source>&amp;Firewall</source>
        <translation>&amp;Firewall</translation>
    </message>
    <message>
        <source>Security Status</source>
        <translation>Sicherheitsstatus</translation>
    </message>
    <message>
        <source>&amp;How does a firewall help protect my computer?</source>
        <translation>&amp;Wie trägt eine Firewall zum Schutz des Computers bei?</translation>
    </message>
    <message>
        <source>&amp;Parapet Firewall settings...</source>
        <translation>Einstellungen der &amp;Parapet-Firewall...</translation>
    </message>
    <message>
        <source>Is this computer protected? Here you see the state of its firewall, and what you can do if something is not as it should be.</source>
        <translation>Ist dieser Computer geschützt? Hier sehen Sie den Zustand der Firewall und was Sie tun können, wenn etwas nicht so ist, wie es sein sollte.</translation>
    </message>
    <message>
        <source>Manage security settings for:</source>
        <translation>Sicherheitseinstellungen verwalten für:</translation>
    </message>
    <message>
        <source>It is not on for these connections: %1.</source>
        <translation>Für diese Verbindungen ist sie nicht aktiv: %1.</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of connections</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>The Parapet Firewall service could not be started.</source>
        <translation>Der Parapet-Firewall-Dienst konnte nicht gestartet werden.</translation>
    </message>
</context>
<context>
    <name>parapet::TrayIcon</name>
    <message>
        <source>Ask by &amp;notification</source>
        <translation>Durch &amp;Benachrichtigung nachfragen</translation>
    </message>
    <message>
        <source>&amp;Open Parapet Firewall</source>
        <translation>Parapet-Firewall ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Listening programs</source>
        <translation>&amp;Wartende Programme</translation>
    </message>
    <message>
        <source>&amp;Security log</source>
        <translation>Sicherheits&amp;protokoll</translation>
    </message>
    <message>
        <source>S&amp;ecurity status</source>
        <translation>&amp;Sicherheitsstatus</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Your computer might be at risk</source>
        <translation>Der Computer ist eventuell gefährdet</translation>
    </message>
    <message>
        <source>Click this balloon to fix this problem.</source>
        <translation>Klicken Sie auf diese Sprechblase, um das Problem zu beheben.</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) &amp;waiting...</source>
        <translation>
            <numerusform>%n Frage &amp;wartet...</numerusform>
            <numerusform>%n Fragen &amp;warten...</numerusform>
        </translation>
    </message>
    <message>
        <source>Parapet Firewall</source>
        <translation>Parapet-Firewall</translation>
    </message>
    <message>
        <source>Parapet Firewall is on and does not allow exceptions.</source>
        <translation>Die Parapet-Firewall ist aktiv und lässt keine Ausnahmen zu.</translation>
    </message>
    <message>
        <source>This computer is being flooded</source>
        <translation>Dieser Computer wird überflutet</translation>
    </message>
    <message>
        <source>Very many packets arrive that no exception allows. Parapet Firewall drops them; what is allowed goes on.</source>
        <translation>Es treffen sehr viele Pakete ein, die keine Ausnahme zulässt. Die Parapet-Firewall verwirft sie; was erlaubt ist, geht weiter.</translation>
    </message>
</context>
</TS>
