// SPDX-License-Identifier: GPL-2.0-or-later
// DbusNotifier: Notifier by the desktop's notification server (Desktop Notifications Specification 1.2) on the session
// bus. Nothing here blocks.
#pragma once

#include "ui/client/notifier.h"

#include <QDBusConnection>

#include <optional>
#include <vector>

class QDBusMessage;

namespace parapet {

class DbusNotifier final : public Notifier {
    Q_OBJECT

public:
    explicit DbusNotifier(const QDBusConnection &bus, QObject *parent = nullptr);

    bool isUsable() const override { return m_usable; }
    void show(std::uint64_t id, const Notice &notice) override;
    void close(std::uint64_t id) override;

private Q_SLOTS:
    void takeAction(uint serverId, const QString &key);
    void takeClosed(uint serverId, uint reason);

private:
    struct Shown {
        std::uint64_t id = 0;
        std::uint64_t serial = 0;  // of the request to show it
        uint serverId = 0;         // 0: the server has not answered yet
    };

    void askCapabilities();
    void setUsable(bool usable);
    void loseAll();
    void answered(std::uint64_t serial, const QDBusMessage &reply);
    std::optional<Shown> take(uint serverId);
    void closeAtServer(uint serverId);
    QDBusMessage call(const char *method, const QVariantList &arguments) const;

    QDBusConnection m_bus;
    bool m_usable = false;
    bool m_markup = false;  // the server takes the body for markup
    std::uint64_t m_serial = 0;
    std::vector<Shown> m_shown;
};

}  // namespace parapet
