// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/securitybar.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/textlabel.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace parapet {

namespace {

struct Look {
    const char *shield;
    QColor background;
    QColor text;  // at least 4.5:1 on it (WCAG 2.1, 1.4.3)
};

Look look(SecurityState state)
{
    switch (state) {
    case SecurityState::on: return {"on", QColor(0x17, 0x6f, 0x2e), Qt::white};
    case SecurityState::off:
    case SecurityState::notRunning: return {"off", QColor(0xb3, 0x1b, 0x18), Qt::white};
    case SecurityState::notMonitored: return {"warning", QColor(0xf2, 0xc4, 0x3a), Qt::black};
    case SecurityState::unknown: break;
    }
    return {"plain", QColor(0x5f, 0x73, 0x87), Qt::white};
}

}  // namespace

SecurityBar::SecurityBar(const QString &title, QWidget *details, QWidget *parent)
    : QFrame(parent), m_title(title), m_head(new QWidget), m_toggle(new QToolButton), m_shield(new IconLabel({}, 1.5)),
      m_word(new TextLabel), m_details(details)
{
    setFrameShape(StyledPanel);
    m_head->setAutoFillBackground(true);
    layOutHead();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_details);
    setExpanded(true);
    setState(SecurityState::unknown);
}

void SecurityBar::layOutHead()
{
    m_toggle->setText(m_title);
    m_toggle->setAccessibleName(QString(m_title).remove(QLatin1Char('&')));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setAutoRaise(true);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    connect(m_toggle, &QToolButton::clicked, this, [this] { setExpanded(m_details->isHidden()); });
    m_word->setBold(true);
    m_word->setWordWrap(false);
    auto *head = new QHBoxLayout(m_head);
    head->addWidget(m_shield);
    head->addWidget(m_toggle);
    head->addStretch();
    head->addWidget(m_word);
}

void SecurityBar::setState(SecurityState state)
{
    const auto [shield, background, text] = look(state);
    m_shield->setIcon(QIcon(QStringLiteral(":/icons/shield-%1.svg").arg(QLatin1String(shield))));
    m_word->setText(securityWord(state));
    m_toggle->setAccessibleDescription(m_word->text());
    QPalette palette;
    palette.setColor(QPalette::Window, background);
    for (const auto role : {QPalette::WindowText, QPalette::ButtonText, QPalette::Text})
        palette.setColor(role, text);
    palette.setColor(QPalette::Button, background);
    m_head->setPalette(palette);
}

void SecurityBar::setExpanded(bool expanded)
{
    m_toggle->setArrowType(expanded ? Qt::DownArrow : Qt::RightArrow);
    m_details->setVisible(expanded);
}

}  // namespace parapet
