// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/logwindow.h"

#include "engine/model/protocol.h"
#include "ui/logexport.h"
#include "ui/models/exceptionid.h"
#include "ui/models/listeningwords.h"
#include "ui/models/logwords.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/logfilterbar.h"
#include "ui/widgets/loglist.h"
#include "ui/widgets/logtimeline.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QClipboard>
#include <QGroupBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace parapet {

using namespace std::chrono_literals;

namespace {

// A foreign name in a menu: its "&" is no mnemonic.
QString menuText(const QString &line)
{
    return shortLine(line, 60).replace(QLatin1Char('&'), QLatin1String("&&"));
}

bool hasPort(const std::optional<StoredRecord> &stored)
{
    return stored && stored->record.action != LogAction::eventsLost && stored->record.direction == Direction::inbound
        && stored->record.hasPorts && stored->record.destinationPort != 0
        && (stored->record.protocol == ipproto::tcp || stored->record.protocol == ipproto::udp);
}

PortKey portOf(const LogRecord &record)
{
    return {record.protocol == ipproto::tcp ? PortProtocol::tcp : PortProtocol::udp, record.destinationPort};
}

}  // namespace

LogWindow::LogWindow(FirewallClient &client, QWidget *parent)
    : QDialog(parent, Qt::Window), m_client(client), m_exception(client, this), m_feed(client, m_model),
      m_counts(client), m_filters(new LogFilterBar), m_timeline(new LogTimeline), m_list(new LogList(m_model, m_feed)),
      m_stack(new QStackedWidget), m_refusal(new TextLabel), m_retry(new QPushButton(tr("Try Agai&n"))),
      m_details(new TextLabel), m_state(new QLabel), m_progress(new QProgressBar), m_stop(new QPushButton),
      m_fresh(new QPushButton), m_pause(new QPushButton(tr("Pa&use"))), m_copy(new QPushButton(tr("Cop&y"))),
      m_similar(new QPushButton(tr("Si&milar"))), m_add(new QPushButton(tr("Add e&xception"))),
      m_addProgram(new QAction(this)), m_addPort(new QAction(this)), m_export(new QPushButton(tr("Ex&port...")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Security Log"));
    layOut();
    prepareMenu();
    connectParts();
    m_list->setFocus();
    m_feed.start();
    offerValues();
    takeSelection();
}

LogWindow::~LogWindow()
{
    m_list->saveColumns();
}

// ---- what it is made of

void LogWindow::layOut()
{
    m_stack->addWidget(m_list);
    m_stack->addWidget(makeRefusal());
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_filters);
    layout->addWidget(m_timeline);
    layout->addLayout(makeHeading());
    layout->addWidget(m_stack, 1);
    layout->addLayout(makeSearch());
    layout->addWidget(makeDetails());
    layout->addLayout(makeButtons());
    const int columns = m_list->view()->header()->length() + m_list->historyBar()->sizeHint().width();
    const QMargins margins = layout->contentsMargins();
    resize(std::max(columns + margins.left() + margins.right() + 4, sizeHint().width()), fontMetrics().height() * 42);
}

QLayout *LogWindow::makeHeading()
{
    auto *row = new QHBoxLayout;
    row->addWidget(new FieldLabel(tr("E&vents:"), m_list->view()));
    row->addWidget(m_state, 1);
    row->addWidget(m_fresh);
    m_state->setTextFormat(Qt::PlainText);
    m_fresh->setAutoDefault(false);
    m_fresh->hide();
    return row;
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
    return page;
}

QLayout *LogWindow::makeSearch()
{
    auto *row = new QHBoxLayout;
    row->addWidget(m_progress, 1);
    row->addWidget(m_stop);
    m_progress->setAccessibleName(tr("Progress of the search"));
    m_progress->setRange(0, 100);
    m_stop->setAutoDefault(false);
    m_progress->hide();
    m_stop->hide();
    return row;
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
    auto *columns = new QPushButton(tr("&Columns"));
    auto *menu = new QMenu(columns);
    columns->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        m_list->fillColumnMenu(menu);
    });
    auto *exceptions = new QMenu(m_add);
    exceptions->addActions({m_addProgram, m_addPort});
    m_add->setMenu(exceptions);
    auto *close = new QPushButton(tr("C&lose"));
    connect(close, &QPushButton::clicked, this, &LogWindow::reject);
    m_pause->setCheckable(true);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_add, m_similar, m_copy, m_export, columns, m_pause, close}) {
        button->setAutoDefault(false);
        if (button == close)
            buttons->addStretch();
        buttons->addWidget(button);
    }
    return buttons;
}

void LogWindow::prepareMenu()
{
    QTreeView *view = m_list->view();
    auto *copy = new QAction(tr("Copy"), view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    auto *similar = new QAction(tr("Show similar events"), view);
    view->addActions({copy, similar, m_addProgram, m_addPort});
    view->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this, &LogWindow::copySelected);
    connect(similar, &QAction::triggered, this, &LogWindow::showSimilar);
    connect(m_addProgram, &QAction::triggered, this, &LogWindow::addProgram);
    connect(m_addPort, &QAction::triggered, this, &LogWindow::addPort);
}

void LogWindow::connectParts()
{
    connect(m_filters, &LogFilterBar::asked, this, &LogWindow::ask);
    connect(m_timeline, &LogTimeline::rangeChosen, this, &LogWindow::askFor);
    connect(m_timeline, &LogTimeline::wholeWanted, this, [this] {
        LogQuestion question = m_filters->question();
        question.period = LogQuestion::Period::all;
        m_filters->setQuestion(question);
    });
    connect(&m_counts, &LogCounts::changed, this, [this] {
        m_timeline->setHistogram(m_counts.histogram());
        m_feed.setBounds(m_counts.histogram().first, m_counts.histogram().last);
    });
    connect(&m_feed, &LogFeed::arrived, &m_counts, &LogCounts::refreshSoon);
    connect(&m_feed, &LogFeed::changed, this, &LogWindow::showState);
    connect(&m_feed, &LogFeed::started, this, [this] {
        m_counts.count(m_feed.filter());
        loadListening();
    });
    connect(m_list->view()->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LogWindow::takeSelection);
    connect(&m_model, &LogModel::modelReset, this, &LogWindow::selectAgain);
    connect(m_retry, &QPushButton::clicked, &m_feed, &LogFeed::start);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_feed.isCancelled() ? m_feed.resume() : m_feed.cancel(); });
    connect(m_fresh, &QPushButton::clicked, this, [this] {
        m_pause->setChecked(false);
        m_feed.showNewest();
    });
    connect(m_pause, &QPushButton::toggled, m_list, &LogList::setPaused);
    connect(m_copy, &QPushButton::clicked, this, &LogWindow::copySelected);
    connect(m_similar, &QPushButton::clicked, this, &LogWindow::showSimilar);
    connect(m_export, &QPushButton::clicked, this, [this] { new LogExport(m_client, m_feed.filter(), this); });
    connect(&m_client, &FirewallClient::rightsChanged, this, [this] {
        if (m_feed.refusal())
            m_feed.start();
    });
    connect(&m_client, &FirewallClient::settingsChanged, this, &LogWindow::offerValues);
    m_listeningSoon.setSingleShot(true);
    m_listeningSoon.setInterval(1s);
    connect(&m_listeningSoon, &QTimer::timeout, this, &LogWindow::loadListening);
    connect(&m_client, &FirewallClient::listeningChanged, this, [this] {
        if (!m_listeningSoon.isActive())
            m_listeningSoon.start();
    });
}

// ---- questions

void LogWindow::ask()
{
    const LogFilter filter = m_filters->question().filter(QDateTime::currentDateTime());
    m_pause->setChecked(false);
    m_feed.setFilter(filter);
    m_counts.count(filter);
}

void LogWindow::askFor(WallTime from, WallTime to)
{
    LogQuestion question = m_filters->question();
    question.period = LogQuestion::Period::custom;
    const auto time = [](WallTime at) {
        return QDateTime::fromSecsSinceEpoch(std::chrono::floor<std::chrono::seconds>(at).count());
    };
    question.from = time(from);
    question.to = time(to);
    m_filters->setQuestion(question);
}

// What is in the settings and in use; anything else can be typed.
void LogWindow::offerValues()
{
    QStringList programs, interfaces;
    for (const auto &[path, entry] : m_client.settings().profile(m_client.status().activeProfile).programs)
        programs << plainLine(path);
    for (const Connection &connection : m_client.status().connections) {
        if (const QString name = plainLine(connection.interface); !name.isEmpty() && !interfaces.contains(name))
            interfaces << name;
    }
    m_filters->offer(programs, interfaces);
}

// Without a question for a password: the log itself has asked for it.
void LogWindow::loadListening()
{
    m_client.listening(false, [self = QPointer(this)](const Result<std::vector<ListeningProgram>> &rows) {
        if (!self)
            return;
        self->m_knowsListening = bool(rows);
        self->m_listening = rows ? *rows : std::vector<ListeningProgram>();
        self->showDetails();
    });
}

// ---- what it shows

void LogWindow::showState()
{
    m_counts.setWaiting(m_feed.isSearching());
    showRefusal();
    showSearch();
    m_state->setText(stateText());
    const auto fresh = static_cast<int>(std::min<std::uint64_t>(m_feed.fresh(), 1'000'000));
    m_fresh->setVisible(fresh > 0 && !m_feed.refusal());
    m_fresh->setText(tr("Show %n &new event(s)", nullptr, fresh));
}

void LogWindow::showRefusal()
{
    const bool refused = m_feed.refusal().has_value();
    if (refused) {
        const bool denied = m_feed.refusal()->kind == ErrorKind::denied;
        m_refusal->setText(denied
                               ? tr("You must be a computer administrator to read the security log. Log in as one, or "
                                    "ask one to allow it to you.")
                               : engineSentence(m_feed.refusal()->text));
    }
    m_stack->setCurrentIndex(refused ? 1 : 0);
    m_timeline->setVisible(!refused);
    m_filters->setEnabled(!refused);
    m_pause->setEnabled(!refused);
    m_export->setEnabled(!refused && m_client.link() == FirewallClient::Link::running);
}

// Only a search that takes its time says so.
void LogWindow::showSearch()
{
    const bool isLong = m_feed.progress().has_value(), canGoOn = m_feed.isCancelled() && !m_feed.isAtOldest();
    m_progress->setVisible(isLong);
    m_progress->setValue(m_feed.progress().value_or(0));
    m_stop->setVisible(isLong || canGoOn);
    m_stop->setText(canGoOn ? tr("Searc&h further") : tr("Stop searc&h"));
}

QString LogWindow::stateText() const
{
    if (m_client.link() == FirewallClient::Link::notRunning)
        return tr("The Parapet Firewall service is not running.");
    if (m_feed.refusal())
        return {};
    if (m_feed.progress())
        return tr("Searching through every event...");
    if (m_feed.isCancelled() && !m_feed.isAtOldest())
        return tr("The search was stopped; there may be older events.");
    if (m_pause->isChecked())
        return tr("Paused.");
    if (m_model.rowCount() > 0)
        return {};
    if (m_feed.isSearching())
        return tr("Reading the log...");
    return m_feed.filter() == LogFilter{} ? tr("Nothing has been blocked yet.") : tr("No event fits these filters.");
}

void LogWindow::takeSelection()
{
    const std::vector<int> rows = m_list->selectedRows();
    if (!rows.empty())
        m_selected = m_model.record(rows.front());
    m_copy->setEnabled(!rows.empty());
    m_similar->setEnabled(m_selected.has_value());
    showDetails();
}

// The same event, if it is among the rows that are there now.
void LogWindow::selectAgain()
{
    const int row = m_selected ? m_model.rowFrom(m_selected->id) : m_model.rowCount();
    if (row < m_model.rowCount() && m_model.record(row).id == m_selected->id)
        m_list->view()->selectionModel()->select(m_model.index(row, 0),
                                                 QItemSelectionModel::Select | QItemSelectionModel::Rows);
    takeSelection();
}

void LogWindow::showDetails()
{
    QString text = tr("Select an event to see what it means.");
    if (m_selected) {
        text = LogWords::sentence(*m_selected);
        const QString now = m_knowsListening ? LogWords::listener(m_selected->record, m_listening) : QString();
        if (!now.isEmpty())
            text = tr("%1 %2", "sentences").arg(text, now);
    }
    m_details->setText(text);
    const bool canAdd = hasPort(m_selected) && m_client.mayChange();
    m_add->setEnabled(canAdd);
    m_addPort->setEnabled(canAdd);
    m_addPort->setText(
        tr("For the p&ort %1...").arg(hasPort(m_selected) ? portText(portOf(m_selected->record)) : QString()));
    const ListeningProgram *program = listener();
    m_addProgram->setEnabled(canAdd && !programKey().empty());
    m_addProgram->setText(program ? tr("For the &program %1...").arg(menuText(ListeningWords::program(*program)))
                                  : tr("For the &program that listens there..."));
}

// ---- what can be done with a row

const ListeningProgram *LogWindow::listener() const
{
    return m_selected && hasPort(m_selected) ? LogWords::listening(m_selected->record, m_listening) : nullptr;
}

std::string LogWindow::programKey() const
{
    const ListeningProgram *row = listener();
    return row && !row->owners.empty() ? row->owners.front().key() : std::string();
}

void LogWindow::copySelected()
{
    QString text;
    for (const int row : m_list->selectedRows())
        text += m_model.line(row, m_list->shownColumns()) + QLatin1Char('\n');
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void LogWindow::showSimilar()
{
    if (!m_selected)
        return;
    LogQuestion question = LogQuestion::similarTo(*m_selected);
    const LogQuestion now = m_filters->question();
    question.period = now.period;
    question.from = now.from;
    question.to = now.to;
    m_filters->setQuestion(question);
}

void LogWindow::addProgram()
{
    if (const std::string key = programKey(); !key.empty())
        m_exception.addProgram(key, listener()->owners.front().name);
}

void LogWindow::addPort()
{
    if (!hasPort(m_selected))
        return;
    const PortKey key = portOf(m_selected->record);
    const QString service = LogWords::service(key);
    m_exception.addPort(key, service.isEmpty() ? portText(key) : service);
}

}  // namespace parapet
