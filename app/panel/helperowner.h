// SPDX-License-Identifier: GPL-2.0-or-later
// HelperOwner: who owns the helper's name on the bus now. Whoever speaks to this unique name can neither start a helper
// nor reach a second one by mistake. GUI thread only.
#pragma once

#include <QDBusConnection>
#include <QObject>

namespace parapet {

class HelperOwner final : public QObject {
    Q_OBJECT

public:
    explicit HelperOwner(const QDBusConnection &bus, QObject *parent = nullptr);

Q_SIGNALS:
    // As soon as it is known, and whenever it changes. Empty: nobody.
    void changed(const QString &owner);

private:
    void find(QDBusConnection bus);

    bool m_known = false;
};

}  // namespace parapet
