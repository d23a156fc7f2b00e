// SPDX-License-Identifier: GPL-2.0-or-later
// SecurityBar: a line "Firewall ... ON" in the colour of its state, which opens to say more (xp-reference 1.17).
#pragma once

#include "ui/models/securitystate.h"

#include <QFrame>

class QToolButton;

namespace parapet {

class IconLabel;
class TextLabel;

class SecurityBar : public QFrame {
    Q_OBJECT

public:
    // What it opens to; the bar owns it.
    SecurityBar(const QString &title, QWidget *details, QWidget *parent = nullptr);

    void setState(SecurityState state);
    void setExpanded(bool expanded);

private:
    void layOutHead();

    const QString m_title;
    QWidget *m_head;
    QToolButton *m_toggle;
    IconLabel *m_shield;
    TextLabel *m_word;
    QWidget *m_details;
};

}  // namespace parapet
