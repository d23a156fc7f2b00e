// SPDX-License-Identifier: GPL-2.0-or-later
// OptionLayout: choices below each other, each with an icon before it and an explanation indented under it, as on
// the General tab of XP SP2. Mirrors itself for languages written from right to left.
#pragma once

#include <QGridLayout>

class QAbstractButton;

namespace parapet {

class IconLabel;
class TextLabel;

class OptionLayout : public QGridLayout {
    Q_OBJECT

public:
    OptionLayout();

    // The explanation is also the accessible description of the choice. level 1 stands indented under level 0.
    void addOption(int level, IconLabel *icon, QAbstractButton *choice, TextLabel *explanation);

private:
    int m_nextRow = 0;
};

}  // namespace parapet
