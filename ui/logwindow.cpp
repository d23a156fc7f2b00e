// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/logwindow.h"

#include "ui/models/logwords.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QClipboard>
#include <QGroupBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace parapet {

namespace {

// Date and time change places in a right-to-left window unless a mark (UAX #9) holds them together. For the screen
// only: what is copied stays clean.
class TimeDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QString displayText(const QVariant &value, const QLocale &locale) const override
    {
        return QChar(0x200e) + QStyledItemDelegate::displayText(value, locale);
    }
};

}  // namespace

LogWindow::LogWindow(FirewallClient &client, QWidget *parent)
    : QDialog(parent, Qt::Window), m_client(client), m_feed(client, m_model), m_list(new QTreeView),
      m_stack(new QStackedWidget), m_refusal(new TextLabel), m_retry(new QPushButton(tr("&Try Again"))),
      m_details(new TextLabel), m_state(new QLabel), m_pause(new QPushButton(tr("&Pause"))),
      m_copy(new QPushButton(tr("&Copy")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Security Log"));
    prepareList();
    m_stack->addWidget(m_list);
    m_stack->addWidget(makeRefusal());
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new FieldLabel(tr("&Events:"), m_list));
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeDetails());
    layout->addLayout(makeButtons());
    const QMargins margins = layout->contentsMargins();
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent) + 2 * m_list->frameWidth();
    resize(m_list->header()->length() + bar + margins.left() + margins.right(), fontMetrics().height() * 32);

    connect(&m_feed, &LogFeed::changed, this, &LogWindow::showState);
    connect(&client, &FirewallClient::rightsChanged, this, [this] {
        if (m_feed.refusal())
            m_feed.start();
    });
    m_feed.start();
    showSentence();
}

void LogWindow::prepareList()
{
    m_list->setModel(&m_model);
    m_list->setItemDelegateForColumn(LogModel::Time, new TimeDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTabKeyNavigation(false);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    sizeColumns();
    auto *copy = new QAction(tr("Copy"), m_list);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(copy);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this, &LogWindow::copySelected);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LogWindow::showSentence);
    connect(&m_model, &LogModel::modelReset, this, &LogWindow::showSentence);
    // The list outlives the model, and moves once more when the window goes.
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, &m_model, [this](int value) {
        if (value == m_list->verticalScrollBar()->maximum())
            m_model.askForOlder();
    });
    connect(&m_model, &LogModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        if (first == 0)
            keepPlace(last + 1);
    });
}

// Wide enough for what usually stands there, without looking through ten thousand rows.
void LogWindow::sizeColumns()
{
    const QHash<int, QString> usual{{LogModel::Time, QStringLiteral("2000-00-00 00:00:00")},
                                    {LogModel::Protocol, QStringLiteral("ICMPv6")},
                                    {LogModel::Action, LogWords::action(LogAction::drop)},
                                    {LogModel::Source, QStringLiteral("192.168.100.200")},
                                    {LogModel::SourcePort, QStringLiteral("00000")},
                                    {LogModel::Destination, QStringLiteral("192.168.100.200")},
                                    {LogModel::DestinationPort, QStringLiteral("00000")},
                                    {LogModel::Interface, QStringLiteral("enp0s31f6")},
                                    {LogModel::Reason, QString(36, QLatin1Char('x'))},
                                    {LogModel::Size, QStringLiteral("00,000")}};
    const int margin = fontMetrics().averageCharWidth() * 2;
    for (int column = 0; column < LogModel::columns; ++column) {
        const int text = std::max(fontMetrics().horizontalAdvance(usual.value(column)),
                                  fontMetrics().horizontalAdvance(LogWords::heading(column)));
        m_list->setColumnWidth(column, text + margin);
    }
}

QWidget *LogWindow::makeRefusal()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->addStretch();
    m_refusal->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_refusal);
    layout->addWidget(m_retry, 0, Qt::AlignCenter);
    layout->addStretch();
    m_retry->setAutoDefault(false);
    connect(m_retry, &QPushButton::clicked, &m_feed, &LogFeed::start);
    return page;
}

QWidget *LogWindow::makeDetails()
{
    auto *group = new QGroupBox(tr("Details"));
    auto *layout = new QVBoxLayout(group);
    layout->addWidget(m_details);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details->setMinimumHeight(fontMetrics().lineSpacing() * 2);  // two lines always: the list must not jump
    m_details->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    return group;
}

QLayout *LogWindow::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    auto *close = new QPushButton(tr("C&lose"));
    buttons->addWidget(m_pause);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_state, 1);
    buttons->addWidget(close);
    for (QPushButton *button : {m_pause, m_copy, close})
        button->setAutoDefault(false);
    m_pause->setCheckable(true);
    connect(m_pause, &QPushButton::toggled, &m_feed, &LogFeed::setPaused);
    connect(m_copy, &QPushButton::clicked, this, &LogWindow::copySelected);
    connect(close, &QPushButton::clicked, this, &LogWindow::reject);
    return buttons;
}

void LogWindow::showState()
{
    const bool refused = m_feed.refusal().has_value();
    if (refused) {
        const bool denied = m_feed.refusal()->kind == ErrorKind::denied;
        m_refusal->setText(denied ? tr("You must be a computer administrator to read the security log.")
                                  : engineSentence(m_feed.refusal()->text));
    }
    m_stack->setCurrentIndex(refused ? 1 : 0);
    m_pause->setEnabled(!refused);
    m_state->setText(stateText());
}

QString LogWindow::stateText() const
{
    if (m_client.link() == FirewallClient::Link::notRunning)
        return tr("The Parapet Firewall service is not running.");
    if (m_feed.refusal())
        return {};
    if (m_pause->isChecked())
        return tr("Paused. %n new event(s).", nullptr, m_feed.waiting());
    if (m_feed.leftOut() > 0)
        return tr("%n event(s) came too fast to be shown.", nullptr, static_cast<int>(m_feed.leftOut()));
    if (m_feed.loading())
        return tr("Reading the log...");
    return m_model.rowCount() == 0 ? tr("Nothing has been blocked yet.") : QString();
}

void LogWindow::showSentence()
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    m_copy->setEnabled(!rows.isEmpty());
    m_details->setText(rows.isEmpty() ? tr("Select an event to see what it means.")
                                      : LogWords::sentence(m_model.record(rows.first().row()).record));
}

// Whoever has scrolled down reads on undisturbed while new rows come in above.
void LogWindow::keepPlace(int added)
{
    QScrollBar *bar = m_list->verticalScrollBar();
    if (bar->value() == 0)
        return;
    m_list->doItemsLayout();
    bar->setValue(bar->value() + added);
}

void LogWindow::copySelected()
{
    QModelIndexList rows = m_list->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QString text;
    for (const QModelIndex &row : rows)
        text += m_model.line(row.row()) + QLatin1Char('\n');
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

}  // namespace parapet
