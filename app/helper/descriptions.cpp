// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/descriptions.h"

#include "app/helper/username.h"
#include "engine/program/rpmpackages.h"

#include <QFile>
#include <QXmlStreamReader>

#include <algorithm>
#include <string_view>
#include <utility>

namespace parapet {

namespace {

constexpr std::string_view flatpakMark = "flatpak:";
constexpr qint64 metainfoLargest = 4 << 20;

// The id comes from a process, and becomes part of a path: "org.example.App" and nothing else.
bool isFlatpakId(std::string_view id)
{
    constexpr std::string_view others = "._-";
    return id.size() <= 255 && !id.empty() && id.front() != '.' && std::ranges::all_of(id, [&](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                   || others.find(c) != std::string_view::npos;
           });
}

// Of AppStream metadata: <developer><name>, formerly <developer_name>.
std::string developer(QXmlStreamReader &xml)
{
    bool inDeveloper = false;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token != QXmlStreamReader::StartElement && token != QXmlStreamReader::EndElement)
            continue;
        if (xml.name() == QLatin1String("developer"))
            inDeveloper = token == QXmlStreamReader::StartElement;
        const bool isName =
            xml.name() == QLatin1String("developer_name") || (inDeveloper && xml.name() == QLatin1String("name"));
        if (isName && token == QXmlStreamReader::StartElement)
            return xml.readElementText(QXmlStreamReader::SkipChildElements).simplified().toStdString();
    }
    return {};
}

std::string flatpakPublisher(const std::string &folder, const std::string &id)
{
    const QString active = QString::fromStdString(folder + '/' + id + "/current/active/export/share/");
    for (const char *name : {"metainfo/%1.metainfo.xml", "metainfo/%1.appdata.xml", "appdata/%1.appdata.xml"}) {
        QFile file(active + QString::fromLatin1(name).arg(QString::fromStdString(id)));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        QXmlStreamReader xml(file.read(metainfoLargest));
        return developer(xml);
    }
    return {};
}

}  // namespace

Descriptions::Descriptions(Places places, QObject *parent) : QObject(parent), m_places(std::move(places))
{
    m_worker.moveToThread(&m_thread);
    m_thread.start(QThread::LowPriority);
}

Descriptions::~Descriptions()
{
    m_thread.quit();
    m_thread.wait();
}

void Descriptions::describe(quint64 id, const Process &process)
{
    QMetaObject::invokeMethod(
        &m_worker,
        [this, id, process] {
            const auto description = of(process, m_places);
            QMetaObject::invokeMethod(this, [this, id, description] { Q_EMIT described(id, description); });
        },
        Qt::QueuedConnection);
}

Alerts::Description Descriptions::of(const Process &process, const Places &places)
{
    Alerts::Description description{userName(process.uid), {}, {}};
    const std::string key = process.key();
    if (key.starts_with(flatpakMark)) {
        const std::string id = key.substr(flatpakMark.size());
        if (isFlatpakId(id)) {
            description.package = id;
            description.publisher = flatpakPublisher(places.flatpaks, id);
        }
    } else if (key.starts_with('/') && !process.foreign && !process.replaced) {
        auto package = Packages(places.packages).owning(key);
        if (!package)
            package = RpmPackages().owning(key);
        if (package) {
            description.package = package->name + ' ' + package->version;
            description.publisher = package->publisher;
        }
    }
    return description;
}

}  // namespace parapet
