// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/logexport.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QProgressDialog>

#include <algorithm>

namespace parapet {

LogExport::LogExport(FirewallClient &client, const LogFilter &filter, QWidget *window)
    : QObject(window), m_client(client), m_filter(filter), m_window(window)
{
    ask();
}

void LogExport::ask()
{
    // In the order of LogExporter::Format.
    const QStringList formats{tr("Firewall log, W3C (*.log)"), tr("Table, CSV (*.csv)"),
                              tr("JSON lines, ECS (*.jsonl)")};
    const QStringList endings{QStringLiteral("log"), QStringLiteral("csv"), QStringLiteral("jsonl")};
    auto *dialog = new QFileDialog(m_window, tr("Export the Security Log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(formats);
    dialog->setDefaultSuffix(endings.first());
    dialog->selectFile(QStringLiteral("pfirewall"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, formats, endings](const QString &format) {
        dialog->setDefaultSuffix(endings.value(formats.indexOf(format)));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, formats](const QString &file) {
        begin(file, static_cast<int>(formats.indexOf(dialog->selectedNameFilter())));
    });
    connect(dialog, &QFileDialog::rejected, this, &QObject::deleteLater);
    dialog->open();
}

void LogExport::begin(const QString &file, int format)
{
    auto *exporter =
        new LogExporter(m_client, m_filter, static_cast<LogExporter::Format>(std::max(format, 0)), file, this);
    m_progress = new QProgressDialog(tr("The security log is being exported..."), tr("Cancel"), 0, 100, m_window);
    m_progress->setWindowTitle(tr("Export the Security Log"));
    m_progress->setWindowModality(Qt::WindowModal);
    m_progress->setMinimumDuration(0);
    m_progress->setAutoClose(false);
    m_progress->setAutoReset(false);
    m_progress->setValue(0);
    connect(exporter, &LogExporter::progressed, m_progress, &QProgressDialog::setValue);
    connect(m_progress, &QProgressDialog::canceled, this, [this, exporter] {
        exporter->cancel();
        finish({});
    });
    connect(exporter, &LogExporter::finished, this, &LogExport::finish);
    exporter->start();
}

void LogExport::finish(const QString &problem)
{
    if (m_progress)
        m_progress->deleteLater();
    if (!problem.isEmpty()) {
        auto *box = new QMessageBox(QMessageBox::Warning, tr("Export the Security Log"),
                                    tr("The security log could not be exported."), QMessageBox::Ok, m_window);
        box->setTextFormat(Qt::PlainText);
        box->setInformativeText(problem);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    }
    deleteLater();
}

}  // namespace parapet
