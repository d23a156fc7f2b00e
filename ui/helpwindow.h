// SPDX-License-Identifier: GPL-2.0-or-later
// HelpWindow: shows the help pages beside the other windows. It never goes to the network: its links lead to its own
// pages only. Hides when closed; belongs to the property sheet.
#pragma once

#include "ui/help/helppage.h"

#include <QDialog>

class QTextBrowser;
class QUrl;

namespace parapet {

class HelpWindow : public QDialog {
    Q_OBJECT

public:
    explicit HelpWindow(QWidget *parent = nullptr);

    void openPage(HelpPage page);
    HelpPage page() const { return m_page; }

private:
    void setPage(HelpPage page);
    void follow(const QUrl &link);

    HelpPage m_page = HelpPage::firewall;
    QTextBrowser *m_text;
};

}  // namespace parapet
