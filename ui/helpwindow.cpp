// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/helpwindow.h"

#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace parapet {

namespace {

// QTextBrowser asks for what a page names, from files too. Our pages name nothing.
class HelpText : public QTextBrowser {
public:
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

}  // namespace

HelpWindow::HelpWindow(QWidget *parent) : QDialog(parent), m_text(new HelpText)
{
    m_text->setOpenLinks(false);
    m_text->setOpenExternalLinks(false);
    m_text->setAccessibleName(tr("Help"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_text, 1);
    layout->addWidget(buttons);
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    connect(buttons, &QDialogButtonBox::rejected, this, &HelpWindow::reject);
    resize(fontMetrics().averageCharWidth() * 64, fontMetrics().height() * 30);
}

void HelpWindow::openPage(HelpPage page)
{
    setPage(page);
    show();
    raise();
    activateWindow();
    m_text->setFocus();
}

void HelpWindow::setPage(HelpPage page)
{
    m_page = page;
    setWindowTitle(tr("%1 - Parapet Firewall Help").arg(helpTitle(page)));
    m_text->setHtml(helpHtml(page));
}

void HelpWindow::follow(const QUrl &link)
{
    if (const auto page = helpPage(link.toString()))
        setPage(*page);
}

}  // namespace parapet
