// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/connectiondelegate.h"

#include "ui/models/connectionsmodel.h"

#include <QIcon>

namespace parapet {

namespace {

QString iconFile(Connection::Kind kind)
{
    switch (kind) {
    case Connection::Kind::wireless: return QStringLiteral(":/icons/connection-wireless.svg");
    case Connection::Kind::vpn: return QStringLiteral(":/icons/connection-vpn.svg");
    case Connection::Kind::bridge: return QStringLiteral(":/icons/connection-bridge.svg");
    case Connection::Kind::wired:
    case Connection::Kind::other: break;
    }
    return QStringLiteral(":/icons/connection-wired.svg");
}

}  // namespace

void ConnectionDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    CheckDelegate::initStyleOption(option, index);
    option->icon = QIcon(iconFile(static_cast<Connection::Kind>(index.data(ConnectionsModel::KindRole).toInt())));
    option->features |= QStyleOptionViewItem::HasDecoration;
    if (!index.data(ConnectionsModel::ConnectedRole).toBool())
        option->palette.setBrush(QPalette::Text, option->palette.placeholderText());
}

}  // namespace parapet
