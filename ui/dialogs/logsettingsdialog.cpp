// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/logsettingsdialog.h"

#include "ui/widgets/fieldlabel.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace parapet {

LogSettingsDialog::LogSettingsDialog(const LogSettings &log, const QString &file, QWidget *parent)
    : QDialog(parent), m_dropped(new QCheckBox(tr("Log &dropped packets"))),
      m_connections(new QCheckBox(tr("Log successful &connections"))), m_file(new QLineEdit(file)), m_size(new QSpinBox)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Log Settings"));
    m_dropped->setChecked(log.droppedPackets);
    m_connections->setChecked(log.successfulConnections);
    m_size->setRange(static_cast<int>(limits::logSizeMinKb), static_cast<int>(limits::logSizeMaxKb));
    m_size->setValue(static_cast<int>(log.maxSizeKb));
    m_file->setReadOnly(true);
    m_file->setCursorPosition(0);
    m_file->setMinimumWidth(fontMetrics().averageCharWidth() * 36);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &LogSettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &LogSettingsDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeOptions());
    layout->addWidget(makeFileOptions());
    layout->addStretch();
    layout->addWidget(buttons);
}

LogSettings LogSettingsDialog::log() const
{
    return {m_dropped->isChecked(), m_connections->isChecked(), static_cast<std::uint32_t>(m_size->value())};
}

QWidget *LogSettingsDialog::makeOptions()
{
    auto *group = new QGroupBox(tr("Logging Options"));
    auto *layout = new QVBoxLayout(group);
    layout->addWidget(m_dropped);
    layout->addWidget(m_connections);
    return group;
}

QWidget *LogSettingsDialog::makeFileOptions()
{
    auto *group = new QGroupBox(tr("Log File Options"));
    auto *layout = new QFormLayout(group);
    layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    layout->addRow(new FieldLabel(tr("&Name:"), m_file), m_file);
    layout->addRow(new FieldLabel(tr("&Size limit (KB):"), m_size), m_size);
    return group;
}

}  // namespace parapet
