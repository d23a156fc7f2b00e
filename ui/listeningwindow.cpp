// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/listeningwindow.h"

#include "ui/models/alertwords.h"
#include "ui/models/exceptionid.h"
#include "ui/models/listeningwords.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace parapet {

namespace {

using namespace std::chrono_literals;

constexpr auto restBetweenLoads = 500ms;

// A foreign name in a menu: its "&" is no mnemonic.
QString menuText(const QString &line)
{
    return shortLine(line, 60).replace(QLatin1Char('&'), QLatin1String("&&"));
}

}  // namespace

ListeningWindow::ListeningWindow(FirewallClient &client, QWidget *parent)
    : QDialog(parent, Qt::Window), m_client(client), m_exception(client, this), m_model(client),
      m_soon(new QTimer(this)), m_search(new QLineEdit), m_show(new QComboBox), m_list(new QTreeView),
      m_stack(new QStackedWidget), m_message(new TextLabel), m_state(new TextLabel),
      m_add(new QPushButton(tr("Add &exception"))), m_addProgram(new QAction(this)), m_addPort(new QAction(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Listening Programs"));
    prepareList();
    m_message->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_message);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(makeSearch());
    layout->addWidget(new FieldLabel(tr("&Listening programs:"), m_list));
    layout->addWidget(m_stack, 1);
    layout->addLayout(makeButtons());
    const QMargins margins = layout->contentsMargins();
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent) + 2 * m_list->frameWidth();
    resize(m_list->header()->length() + bar + margins.left() + margins.right(), fontMetrics().height() * 28);

    m_soon->setSingleShot(true);
    m_soon->setInterval(restBetweenLoads);
    connect(m_soon, &QTimer::timeout, this, [this] { load(false); });
    for (const auto signal : {&FirewallClient::listeningChanged, &FirewallClient::settingsChanged,
                              &FirewallClient::rightsChanged, &FirewallClient::linkChanged})
        connect(&client, signal, this, &ListeningWindow::refresh);
    load(true);
    showSelection();
}

ListeningWindow::~ListeningWindow() = default;

QLayout *ListeningWindow::makeSearch()
{
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, &m_filter, &ListeningFilter::setFilterFixedString);
    using Show = ListeningFilter::Show;
    for (const auto &[which, text] : {std::pair(Show::all, tr("All programs")),
                                      {Show::blocked, tr("Blocked")},
                                      {Show::blockedServices, tr("Services that are blocked")},
                                      {Show::open, tr("Open to others")},
                                      {Show::local, tr("Only this computer")}})
        m_show->addItem(text, static_cast<int>(which));
    connect(m_show, &QComboBox::currentIndexChanged, this,
            [this] { m_filter.setShown(static_cast<Show>(m_show->currentData().toInt())); });
    auto *search = new QHBoxLayout;
    search->addWidget(new FieldLabel(tr("&Search:"), m_search));
    search->addWidget(m_search, 1);
    search->addWidget(new FieldLabel(tr("S&how:"), m_show));
    search->addWidget(m_show);
    return search;
}

void ListeningWindow::setShown(ListeningFilter::Show which)
{
    m_show->setCurrentIndex(m_show->findData(static_cast<int>(which)));
}

void ListeningWindow::prepareList()
{
    m_list->setModel(&m_filter);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTabKeyNavigation(false);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(ListeningModel::Program, Qt::AscendingOrder);
    sizeColumns();
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ListeningWindow::showSelection);
}

// Wide enough for what usually stands there, without looking through thousands of rows.
void ListeningWindow::sizeColumns()
{
    const QHash<int, QString> usual{{ListeningModel::Program, QString(22, QLatin1Char('x'))},
                                    {ListeningModel::Pid, QStringLiteral("0000000 +00")},
                                    {ListeningModel::User, QStringLiteral("systemd-timesync")},
                                    {ListeningModel::Protocol, QStringLiteral("TCP")},
                                    {ListeningModel::Port, QStringLiteral("00000")},
                                    {ListeningModel::Address, QStringLiteral("192.168.100.200 on wlan0")},
                                    {ListeningModel::Access, QString(26, QLatin1Char('x'))}};
    const int margin = fontMetrics().averageCharWidth() * 4;  // with the arrow of the order
    for (int column = 0; column < ListeningModel::columns; ++column) {
        const int text = std::max(fontMetrics().horizontalAdvance(usual.value(column)),
                                  fontMetrics().horizontalAdvance(ListeningWords::heading(column)));
        m_list->setColumnWidth(column, text + margin);
    }
}

QLayout *ListeningWindow::makeButtons()
{
    auto *menu = new QMenu(m_add);
    menu->addActions({m_addProgram, m_addPort});
    m_add->setMenu(menu);
    connect(m_addProgram, &QAction::triggered, this, &ListeningWindow::addProgram);
    connect(m_addPort, &QAction::triggered, this, &ListeningWindow::addPort);
    auto *again = new QPushButton(tr("&Refresh"));
    connect(again, &QPushButton::clicked, this, [this] { load(true); });
    auto *close = new QPushButton(tr("&Close"));
    connect(close, &QPushButton::clicked, this, &ListeningWindow::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(again);
    buttons->addWidget(m_state, 1);
    buttons->addWidget(close);
    for (QPushButton *button : {m_add, again, close})
        button->setAutoDefault(false);
    return buttons;
}

// Programs come and go: one request at a time, and not more than two in a second.
void ListeningWindow::refresh()
{
    showSelection();
    if (!m_soon->isActive())
        m_soon->start();
}

void ListeningWindow::load(bool mayAsk)
{
    m_again = m_loading;
    if (m_loading)
        return;
    m_loading = true;
    m_client.listening(mayAsk, [self = QPointer(this)](const Result<std::vector<ListeningProgram>> &rows) {
        if (self)
            self->loaded(rows);
    });
    showSelection();
}

void ListeningWindow::loaded(const Result<std::vector<ListeningProgram>> &rows)
{
    m_loading = false;
    m_refusal = rows ? std::nullopt : std::optional(rows.error());
    if (rows) {
        m_known = true;
        m_model.setRows(*rows);
    }
    if (std::exchange(m_again, false))
        m_soon->start();
    showSelection();
}

QString ListeningWindow::stateText() const
{
    if (m_client.link() == FirewallClient::Link::notRunning)
        return tr("The Parapet Firewall service is not running.");
    if (m_refusal && m_known)
        return tr("This list is no longer up to date.");
    return m_loading && !m_known ? tr("Looking who listens...") : QString();
}

void ListeningWindow::showSelection()
{
    const bool hidden = m_refusal && !m_known;
    if (hidden) {
        const bool denied = m_refusal->kind == ErrorKind::denied;
        m_message->setText(denied ? tr("You must be a computer administrator to see which programs listen.")
                                  : engineSentence(m_refusal->text));
    }
    m_stack->setCurrentIndex(hidden ? 1 : 0);
    m_state->setText(stateText());
    const ListeningProgram *row = hidden ? nullptr : selected();
    m_add->setEnabled(row && m_client.mayChange() && row->reach != ListeningProgram::Reach::local);
    if (!row)
        return;
    const std::string key = programKey();
    m_addProgram->setEnabled(!key.empty());
    m_addProgram->setText(tr("For the &program %1...").arg(menuText(ListeningWords::program(*row))));
    m_addPort->setText(tr("For the p&ort %1...").arg(portText(row->listener.port)));
}

const ListeningProgram *ListeningWindow::selected() const
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_model.at(m_filter.mapToSource(rows.first()).row());
}

std::string ListeningWindow::programKey() const
{
    const ListeningProgram *row = selected();
    return row && !row->owners.empty() ? row->owners.front().key() : std::string();
}

void ListeningWindow::addProgram()
{
    if (const std::string key = programKey(); !key.empty())
        m_exception.addProgram(key, selected()->owners.front().name);
}

void ListeningWindow::addPort()
{
    if (const ListeningProgram *row = selected())
        m_exception.addPort(row->listener.port, ListeningWords::program(*row) + u' ' + portText(row->listener.port));
}

}  // namespace parapet
