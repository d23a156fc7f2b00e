// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/scopebuttonbox.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace parapet {

ScopeButtonBox::ScopeButtonBox(QWidget *parent) : QWidget(parent), m_scope(new QPushButton(tr("&Change scope...")))
{
    auto *box = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = box->button(QDialogButtonBox::Ok);
    m_scope->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_scope);
    layout->addStretch();
    layout->addWidget(box);
    connect(m_scope, &QPushButton::clicked, this, &ScopeButtonBox::scopeRequested);
    connect(box, &QDialogButtonBox::accepted, this, &ScopeButtonBox::accepted);
    connect(box, &QDialogButtonBox::rejected, this, &ScopeButtonBox::rejected);
}

}  // namespace parapet
