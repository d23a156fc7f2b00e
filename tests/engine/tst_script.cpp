// SPDX-License-Identifier: GPL-2.0-or-later
// What an interpreter runs, by its command line.
#include <QTest>

#include "engine/program/script.h"

using namespace parapet;

class TestScript : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTold_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("script");
        const auto row = [](const char *command, const char *script) {
            QTest::newRow(command) << QString::fromLatin1(command) << QString::fromLatin1(script);
        };
        row("python3 server.py", "server.py");
        row("python3 /opt/app/server.py --port 80", "/opt/app/server.py");
        row("python3.11 -B -u server.py", "server.py");
        row("python3 -W ignore -X dev server.py", "server.py");
        row("python3 -- server.py", "server.py");
        row("python3 -m http.server 8000", "");
        row("python3 -c pass", "");
        row("python3", "");
        row("python3 -", "");
        row("perl -w -T daemon.pl", "daemon.pl");
        row("perl5.36.0 daemon.pl", "daemon.pl");
        row("perl -e 1 daemon.pl", "");
        row("ruby -I lib web.rb", "web.rb");
        row("node --require ./hook.js index.js", "index.js");
        row("node --inspect index.js", "index.js");
        row("nodejs -e 1", "");
        row("php -S 0.0.0.0:80 router.php", "router.php");
        row("bash -x start.sh", "start.sh");
        row("bash -o pipefail start.sh", "start.sh");
        row("sh -c ./start.sh", "");
        row("dash start.sh", "start.sh");
        row("java -Xmx1g -cp lib:conf -jar server.jar start", "server.jar");
        row("java -cp lib org.example.Main", "");
        row("java -m module/org.example.Main", "");
        row("systemd-socket-activate -l 80 --setenv A=1 /usr/bin/web --once", "/usr/bin/web");
        row("guile -s web.scm", "web.scm");
        // No interpreters, whatever they are called.
        row("shred file", "");
        row("pythonista file", "");
        row("nginx -c file", "");
        row("javac Main.java", "");
        row("bashful file", "");
    }

    void isTold()
    {
        QFETCH(const QString, command);
        QFETCH(const QString, script);
        std::vector<std::string> words;
        for (const QString &word : command.split(u' '))
            words.push_back(word.toStdString());
        QCOMPARE(QString::fromStdString(scriptOf(words.front(), words).value_or("")), script);
    }

    void anEmptyCommandLineIsNoScript()
    {
        QVERIFY(!scriptOf("python3", {}));
        QVERIFY(!scriptOf("python3", {"python3", ""}));
        QVERIFY(!scriptOf("java", {"java", "-jar"}));
        QVERIFY(!scriptOf("", {"", "file"}));
    }

    void interpretersAreKnownByTheirNames()
    {
        for (const char *name :
             {"python", "python3", "python3.11", "perl", "bash", "sh", "java", "node", "systemd-socket-activate"})
            QVERIFY2(isInterpreter(name), name);
        for (const char *name : {"", "nginx", "shadow", "pythonx", "nodemon", "javaws"})
            QVERIFY2(!isInterpreter(name), name);
    }
};

QTEST_APPLESS_MAIN(TestScript)
#include "tst_script.moc"
