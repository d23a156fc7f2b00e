// SPDX-License-Identifier: GPL-2.0-or-later
// Notifier: short messages of the desktop with buttons in them, as the unobtrusive form of a question. app/panel
// implements it over the session bus, tests with a fake. GUI thread only.
#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <cstdint>

namespace parapet {

// All of it is plain text; whoever sends it escapes what the desktop would take for markup.
struct Notice {
    struct Button {
        QString key;
        QString text;
    };
    QString title;
    QString body;
    QString defaultKey;  // of a click on the message itself
    QList<Button> buttons;
};

class Notifier : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~Notifier() override = default;

    // Is there a desktop that shows messages with buttons? May change while the session runs.
    virtual bool isUsable() const = 0;
    // `id` is the caller's; a notice with an id that is shown replaces it.
    virtual void show(std::uint64_t id, const Notice &notice) = 0;
    virtual void close(std::uint64_t id) = 0;

Q_SIGNALS:
    void usableChanged();
    void pressed(std::uint64_t id, const QString &key);
    void dismissed(std::uint64_t id);  // the user waved it away
    void lost(std::uint64_t id);       // it could not be shown, or is shown no longer, and nobody did anything
};

}  // namespace parapet
