// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/logsettingsdialog.h"

#include "engine/model/checks.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/fieldproblem.h"
#include "ui/widgets/nesteddialog.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace parapet {

namespace {

// Takes any number, so that a wrong one can be told at the field instead of being mended behind one's back; the arrows
// stay within the limits.
class SizeBox : public QSpinBox {
public:
    SizeBox() { setRange(0, 999'999); }

protected:
    void fixup(QString &text) const override { text = QStringLiteral("0"); }  // an empty field

    StepEnabled stepEnabled() const override
    {
        StepEnabled steps = StepNone;
        steps.setFlag(StepUpEnabled, value() < static_cast<int>(limits::logSizeMaxKb));
        steps.setFlag(StepDownEnabled, value() > static_cast<int>(limits::logSizeMinKb));
        return steps;
    }
};

QStringList cleaned(const std::vector<std::string> &folders)
{
    QStringList list;
    for (const std::string &each : folders)
        list.append(QDir::cleanPath(QString::fromStdString(each)));
    return list;
}

}  // namespace

LogSettingsDialog::LogSettingsDialog(const LogSettings &log, const std::vector<std::string> &folders, QWidget *parent)
    : QDialog(parent), m_folders(cleaned(folders)), m_dropped(new QCheckBox(tr("Log &dropped packets"))),
      m_connections(new QCheckBox(tr("Log successful &connections"))), m_file(new QLineEdit),
      m_folderLine(new TextLabel), m_fileProblem(new FieldProblem(m_file)), m_size(new SizeBox),
      m_sizeProblem(new FieldProblem(m_size))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Log Settings"));
    take(log);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &LogSettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &LogSettingsDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeOptions());
    layout->addWidget(makeFileOptions());
    layout->addStretch();
    layout->addWidget(buttons);
    connect(m_file, &QLineEdit::textChanged, this, &LogSettingsDialog::check);
    // The box itself tells of numbers only, not of an empty field.
    connect(m_size->findChild<QLineEdit *>(), &QLineEdit::textChanged, this, &LogSettingsDialog::check);
    check();
}

void LogSettingsDialog::take(const LogSettings &log)
{
    m_dropped->setChecked(log.droppedPackets);
    m_connections->setChecked(log.successfulConnections);
    m_file->setText(QString::fromStdString(log.file));
    m_size->setValue(static_cast<int>(log.maxSizeKb));
}

LogSettings LogSettingsDialog::log() const
{
    return {m_dropped->isChecked(), m_connections->isChecked(), static_cast<std::uint32_t>(m_size->value()),
            m_file->text().trimmed().toStdString()};
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
    layout->addRow(new FieldLabel(tr("&Name:"), m_file), makeFileField());
    m_folderLine->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    layout->addRow(nullptr, m_folderLine);
    layout->addRow(nullptr, m_fileProblem);
    layout->addRow(new FieldLabel(tr("&Size limit (KB):"), m_size), m_size);
    layout->addRow(nullptr, m_sizeProblem);
    return group;
}

QLayout *LogSettingsDialog::makeFileField()
{
    m_file->setMinimumWidth(fontMetrics().averageCharWidth() * 32);
    auto *saveAs = new QPushButton(tr("Save &As..."));
    saveAs->setAutoDefault(false);
    connect(saveAs, &QPushButton::clicked, this, &LogSettingsDialog::saveAs);
    auto *layout = new QHBoxLayout;
    layout->addWidget(m_file, 1);
    layout->addWidget(saveAs);
    return layout;
}

// The log goes on in a file that is there already, so there is nothing to warn of.
void LogSettingsDialog::saveAs()
{
    auto *dialog = new QFileDialog(this, tr("Save As"), folder(), tr("Log files (*.log)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setDefaultSuffix(QStringLiteral("log"));
    dialog->selectFile(QFileInfo(m_file->text()).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, &LogSettingsDialog::takeFile);
    openNested(dialog);
}

void LogSettingsDialog::takeFile(const QString &path)
{
    const QFileInfo file(QDir::cleanPath(path));
    const bool isAtHome = !m_folders.isEmpty() && file.absolutePath() == m_folders.first();
    m_file->setText(isAtHome ? file.fileName() : file.absoluteFilePath());
    check();
    m_file->setFocus();
}

// Where the file is that is named now.
QString LogSettingsDialog::folder() const
{
    const QString name = m_file->text().trimmed();
    if (name.startsWith(u'/'))
        return QFileInfo(name).absolutePath();
    return m_folders.value(0);
}

QString LogSettingsDialog::fileProblem() const
{
    const QString here = folder();
    const auto holds = [&](const QString &each) { return here == each || here.startsWith(each + u'/'); };
    if (!m_folders.isEmpty() && std::none_of(m_folders.begin(), m_folders.end(), holds)) {
        return tr("The log file cannot be in %1: the Parapet Firewall service may write nowhere but in %2. An "
                  "administrator "
                  "can allow other folders by log-folders in parapet.conf.")
            .arg(plainLine(here.toStdString()), plainLine(m_folders.join(QStringLiteral(", ")).toStdString()));
    }
    return engineSentence(problemWithLogFile(log().file));
}

QString LogSettingsDialog::sizeProblem() const
{
    const QString digits = m_size->cleanText();
    bool number = false;
    const int kilobytes = m_size->locale().toInt(digits, &number);
    return engineSentence(problemWithLogSize(number ? kilobytes : 0));
}

void LogSettingsDialog::check()
{
    m_folderLine->setText(tr("In the folder %1").arg(plainLine(folder().toStdString())));
    m_fileProblem->tell(fileProblem());
    m_sizeProblem->tell(sizeProblem());
}

void LogSettingsDialog::accept()
{
    m_size->interpretText();
    check();
    if (!fileProblem().isEmpty())
        m_file->setFocus();
    else if (!sizeProblem().isEmpty())
        m_size->setFocus();
    else
        QDialog::accept();
}

}  // namespace parapet
