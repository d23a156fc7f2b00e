// SPDX-License-Identifier: GPL-2.0-or-later
// What an alert shows of the file of a program: package, publisher, and who runs it.
#include <QTest>

#include "app/helper/descriptions.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace parapet;

namespace {

Process process(const std::string &key)
{
    Process each;
    each.keys = {key};
    return each;
}

}  // namespace

class tst_Descriptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void publisherIsFound_data();
    void publisherIsFound();
    void anotherFileThanThePathIsNotDescribed();
    void isToldLater();

private:
    void write(const QString &name, const QByteArray &content);
    Descriptions::Places places() const
    {
        return {m_folder.filePath(QStringLiteral("dpkg")).toStdString(),
                m_folder.filePath(QStringLiteral("app")).toStdString()};
    }
    QTemporaryDir m_folder;
};

void tst_Descriptions::write(const QString &name, const QByteArray &content)
{
    const QString path = m_folder.filePath(name);
    QVERIFY(QDir().mkpath(path.section(u'/', 0, -2)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

void tst_Descriptions::initTestCase()
{
    write(QStringLiteral("dpkg/info/tool.list"), "/usr/bin/tool\n");
    write(QStringLiteral("dpkg/status"),
          "Package: tool\nStatus: install ok installed\nMaintainer: Ida <i@example.org>\nVersion: 2\n");
    const auto metainfo = [this](const char *id, const char *name, const QByteArray &content) {
        write(QStringLiteral("app/%1/current/active/export/share/%2").arg(QLatin1String(id), QLatin1String(name)),
              "<component>" + content + "</component>");
    };
    metainfo("org.example.New", "metainfo/org.example.New.metainfo.xml",
             "<name>The app</name><developer id=\"x\"><name>Ida &amp; Eva</name></developer>");
    metainfo("org.example.Old", "appdata/org.example.Old.appdata.xml", "<developer_name>Ida\n Inc.</developer_name>");
    metainfo("org.example.Bad", "metainfo/org.example.Bad.metainfo.xml", "<developer><na");
    metainfo("outside/org", "metainfo/outside/org.metainfo.xml", "<developer_name>Outside</developer_name>");
}

void tst_Descriptions::publisherIsFound_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *key, const char *expected) {
        QTest::newRow(name) << QByteArray(key) << QByteArray(expected);
    };
    row("a program of a package", "/usr/bin/tool", "tool 2 by Ida");
    row("a program of none", "/home/eva/tool", " by ");
    row("an application of Flatpak", "flatpak:org.example.New", "org.example.New by Ida & Eva");
    row("an older one", "flatpak:org.example.Old", "org.example.Old by Ida Inc.");
    row("one with metadata that end too early", "flatpak:org.example.Bad", "org.example.Bad by ");
    row("one that is not installed", "flatpak:org.example.None", "org.example.None by ");
    row("an id that leads elsewhere", "flatpak:../app/outside/org", " by ");
    row("an id that is a path", "flatpak:outside/org", " by ");
    row("one of Snap", "snap:tool", " by ");
    row("nothing", "", " by ");
}

void tst_Descriptions::publisherIsFound()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, expected);
    const auto description = Descriptions::of(process(key.toStdString()), places());
    QCOMPARE(QByteArray::fromStdString(description.package + " by " + description.publisher), expected);
    QCOMPARE(description.user, "root");
}

void tst_Descriptions::anotherFileThanThePathIsNotDescribed()
{
    Process replaced = process("/usr/bin/tool"), foreign = process("/usr/bin/tool");
    replaced.replaced = foreign.foreign = true;
    QCOMPARE(Descriptions::of(replaced, places()).package, "");
    QCOMPARE(Descriptions::of(foreign, places()).package, "");
}

void tst_Descriptions::isToldLater()
{
    Descriptions descriptions(places());
    QSignalSpy told(&descriptions, &Descriptions::described);
    descriptions.describe(7, process("/usr/bin/tool"));
    QCOMPARE(told.size(), 0);
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(told[0][0].toULongLong(), 7ULL);
    QCOMPARE(told[0][1].value<Alerts::Description>().publisher, "Ida");
}

QTEST_GUILESS_MAIN(tst_Descriptions)
#include "tst_descriptions.moc"
