// SPDX-License-Identifier: GPL-2.0-or-later
// No name of the engine's catalogue may be missing from what translators are given.
#include <QTest>

#include "engine/model/service.h"
#include "ui/models/servicewords.h"

#include <QTranslator>

using namespace parapet;

namespace {

class Marker : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return QLatin1String(context) + QLatin1Char('/') + QLatin1String(source);
    }
};

}  // namespace

class TestServiceWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyNameOfTheCatalogueCanBeTranslated()
    {
        Marker marker;
        QVERIFY(QCoreApplication::installTranslator(&marker));
        for (const Service &service : serviceCatalogue()) {
            compareTranslated(service.name);
            for (const ServicePort &port : service.ports)
                compareTranslated(port.name);
        }
        for (const ConnectionService &service : connectionServices())
            compareTranslated(service.name);
    }

    void anUnknownNameStaysAsItIs() { QCOMPARE(serviceWord("Gopher"), QStringLiteral("Gopher")); }

private:
    static void compareTranslated(std::string_view english)
    {
        const QString name = QString::fromStdString(std::string(english));
        QCOMPARE(serviceWord(english), QStringLiteral("Services/") + name);
    }
};

QTEST_GUILESS_MAIN(TestServiceWords)
#include "tst_servicewords.moc"
