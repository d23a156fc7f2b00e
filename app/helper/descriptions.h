// SPDX-License-Identifier: GPL-2.0-or-later
// Descriptions: what a Security Alert shows of a program beside its process: the name of its user, and package and publisher
// of its file (xp-reference 1.14). Main thread; a thread of its own reads the files, because that may take a while.
#pragma once

#include "app/helper/alerts.h"
#include "engine/program/package.h"

#include <QObject>
#include <QThread>

namespace parapet {

class Descriptions final : public QObject {
    Q_OBJECT

public:
    struct Places {
        std::string packages = "/var/lib/dpkg";
        std::string flatpaks = "/var/lib/flatpak/app";  // those of the system; a user's own could say anything
    };

    explicit Descriptions(Places places, QObject *parent = nullptr);
    ~Descriptions() override;  // waits for what is being read

    void describe(quint64 id, const parapet::Process &process);

    // What the thread does.
    static Alerts::Description of(const Process &process, const Places &places);

Q_SIGNALS:
    void described(quint64 id, const parapet::Alerts::Description &description);

private:
    Places m_places;
    QThread m_thread;
    QObject m_worker;
};

}  // namespace parapet
