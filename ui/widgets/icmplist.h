// SPDX-License-Identifier: GPL-2.0-or-later
// IcmpList: the check list of ICMP messages, and below it the description of the selected one (xp-reference 1.12).
#pragma once

#include "engine/model/icmp.h"

#include <QWidget>

#include <vector>

class QListWidget;

namespace parapet {

class TextLabel;

class IcmpList : public QWidget {
    Q_OBJECT

public:
    enum class Rows { all, perConnection };
    struct Edit {
        IcmpItem item;
        bool allowed;
    };

    // echoForced: the first row is checked, dimmed, and says why.
    IcmpList(Rows rows, const IcmpSettings &settings, bool echoForced, QWidget *parent = nullptr);

    // What the user checked or cleared; nothing else, so that edits made elsewhere are kept.
    std::vector<Edit> edits() const;

private:
    void addRow(IcmpItem item);
    void layOut();
    void describe(int row);

    IcmpSettings m_settings;
    bool m_echoForced;
    std::vector<IcmpItem> m_items;  // as the rows
    QListWidget *m_list;
    TextLabel *m_description;
};

}  // namespace parapet
