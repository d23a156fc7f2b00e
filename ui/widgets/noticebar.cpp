// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/noticebar.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace parapet {

NoticeBar::NoticeBar(QWidget *parent) : QFrame(parent), m_text(new TextLabel), m_button(new QPushButton)
{
    setFrameShape(StyledPanel);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(new IconLabel(QIcon(QStringLiteral(":/icons/shield-warning.svg"))));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    m_button->setAutoDefault(false);
    connect(m_button, &QPushButton::clicked, this, &NoticeBar::clicked);
    hide();
}

void NoticeBar::tell(const QString &text, const QString &button)
{
    m_text->setText(text);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    setVisible(!text.isEmpty());
}

void NoticeBar::setButtonEnabled(bool enabled)
{
    m_button->setEnabled(enabled);
}

}  // namespace parapet
