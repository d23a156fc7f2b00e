// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/loglist.h"

#include "ui/models/logwords.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QTreeView>

#include <algorithm>
#include <limits>
#include <utility>

namespace parapet {

namespace {

constexpr int margin = LogFeed::pageSize;  // rows between the reader and an end at which more are fetched
constexpr int widest = 10'000;             // pixels of a column
constexpr QLatin1String columnsKey("LogColumns");

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

bool isUsual(int column)
{
    switch (column) {
    case LogModel::Time:
    case LogModel::Action:
    case LogModel::Protocol:
    case LogModel::Source:
    case LogModel::Destination:
    case LogModel::DestinationPort:
    case LogModel::Interface:
    case LogModel::Reason: return true;
    default: return false;
    }
}

QString usualText(int column)
{
    switch (column) {
    case LogModel::Time: return QStringLiteral("2000-00-00 00:00:00");
    case LogModel::Action: return LogWords::action(LogAction::drop);
    case LogModel::Protocol: return QStringLiteral("ICMPv6");
    case LogModel::Source:
    case LogModel::Destination: return QStringLiteral("192.168.100.200");
    case LogModel::SourcePort:
    case LogModel::DestinationPort: return QStringLiteral("00000");
    case LogModel::Program: return QString(24, QLatin1Char('x'));
    case LogModel::Interface: return QStringLiteral("enp0s31f6");
    case LogModel::Reason: return QString(36, QLatin1Char('x'));
    case LogModel::Rule: return QStringLiteral("connection-port TCP:00000");
    case LogModel::Size: return QStringLiteral("00,000");
    case LogModel::Flags: return QStringLiteral("AFPRSU");
    case LogModel::Number: return QStringLiteral("0000000000");
    default: return QStringLiteral("0000000000");
    }
}

QSettings preferences()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("parapet"), QStringLiteral("panel"));
}

}  // namespace

LogList::LogList(LogModel &model, LogFeed &feed, QWidget *parent)
    : QWidget(parent), m_model(model), m_feed(feed), m_view(new QTreeView), m_bar(new QScrollBar(Qt::Vertical))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_bar);
    prepareView();
    setFocusProxy(m_view);

    m_bar->setAccessibleName(tr("Place in the history"));
    connect(m_bar, &QScrollBar::actionTriggered, this, &LogList::act);
    connect(m_bar, &QScrollBar::sliderReleased, this, &LogList::showBar);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, &m_model, [this] { moved(); });
    connect(&m_feed, &LogFeed::changed, this, &LogList::showBar);
    connect(&m_feed, &LogFeed::replaced, this, &LogList::begin);
    connect(&m_model, &LogModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        if (first == 0)
            shift(last + 1);
    });
    connect(&m_model, &LogModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        if (first == 0)
            shift(-(last + 1));
    });
}

void LogList::prepareView()
{
    m_view->setModel(&m_model);
    m_view->setItemDelegateForColumn(LogModel::Time, new TimeDelegate(m_view));
    m_view->setRootIsDecorated(false);
    m_view->setItemsExpandable(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->installEventFilter(this);
    m_bar->installEventFilter(this);
    QHeaderView *header = m_view->header();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setFirstSectionMovable(true);
    restoreColumns();
    connect(header, &QHeaderView::customContextMenuRequested, this, &LogList::showColumnMenu);
    for (const auto signal : {&QHeaderView::sectionMoved, &QHeaderView::sectionResized})
        connect(header, signal, this, [this] { m_columnsChanged = true; });
}

// ---- columns

// Wide enough for what usually stands there, without looking through thousands of rows.
void LogList::sizeColumns()
{
    const int space = fontMetrics().averageCharWidth() * 2;
    for (int column = 0; column < LogModel::columns; ++column) {
        const int text = std::max(fontMetrics().horizontalAdvance(usualText(column)),
                                  fontMetrics().horizontalAdvance(LogWords::heading(column)));
        m_view->setColumnWidth(column, text + space);
        m_view->setColumnHidden(column, !isUsual(column));
    }
}

// As a list of "column:width" in the order on the screen. What makes no sense in it is left out.
void LogList::restoreColumns()
{
    sizeColumns();
    std::vector<std::pair<int, int>> columns;
    for (const QString &each : preferences().value(columnsKey).toStringList()) {
        bool isColumn = false, isWidth = false;
        const int column = each.section(u':', 0, 0).toInt(&isColumn), width = each.section(u':', 1).toInt(&isWidth);
        const bool isNew = std::ranges::find(columns, column, &std::pair<int, int>::first) == columns.end();
        if (isColumn && isWidth && isNew && column >= 0 && column < LogModel::columns && width > 0 && width < widest)
            columns.emplace_back(column, width);
    }
    for (int column = 0; column < LogModel::columns && !columns.empty(); ++column)
        m_view->setColumnHidden(column, true);
    QHeaderView *header = m_view->header();
    for (std::size_t place = 0; place < columns.size(); ++place) {
        const auto [column, width] = columns[place];
        m_view->setColumnHidden(column, false);
        m_view->setColumnWidth(column, width);
        header->moveSection(header->visualIndex(column), static_cast<int>(place));
    }
}

void LogList::saveColumns() const
{
    if (!m_columnsChanged)
        return;
    QStringList columns;
    for (const int column : shownColumns())
        columns << QStringLiteral("%1:%2").arg(column).arg(m_view->columnWidth(column));
    preferences().setValue(columnsKey, columns);
}

void LogList::resetColumns()
{
    QHeaderView *header = m_view->header();
    for (int column = 0; column < LogModel::columns; ++column)
        header->moveSection(header->visualIndex(column), column);
    sizeColumns();
    m_columnsChanged = true;
}

std::vector<int> LogList::shownColumns() const
{
    std::vector<int> columns;
    const QHeaderView *header = m_view->header();
    for (int place = 0; place < header->count(); ++place) {
        if (const int column = header->logicalIndex(place); !header->isSectionHidden(column))
            columns.push_back(column);
    }
    return columns;
}

// The last column stays: without any there is no header to bring one back.
void LogList::fillColumnMenu(QMenu *menu)
{
    const bool isLast = shownColumns().size() == 1;
    for (int column = 0; column < LogModel::columns; ++column) {
        QAction *action = menu->addAction(LogWords::heading(column));
        const bool isShown = !m_view->isColumnHidden(column);
        action->setCheckable(true);
        action->setChecked(isShown);
        action->setEnabled(!isShown || !isLast);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            m_view->setColumnHidden(column, !shown);
            m_columnsChanged = true;
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("&Usual columns")), &QAction::triggered, this, &LogList::resetColumns);
}

void LogList::showColumnMenu(const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillColumnMenu(menu);
    menu->popup(m_view->header()->mapToGlobal(place));
}

// ---- rows

std::vector<int> LogList::selectedRows() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    return rows;
}

void LogList::setPaused(bool paused)
{
    m_paused = paused;
    moved();
}

int LogList::topRow() const
{
    return m_view->verticalScrollBar()->value();
}

// At the top one stays there, and sees what comes in.
void LogList::shift(int rows)
{
    QScrollBar *bar = m_view->verticalScrollBar();
    const int row = bar->value();
    if (m_feed.isFollowing() && row == 0)
        return;
    m_view->doItemsLayout();
    bar->setValue(std::max(row + rows, 0));
}

// The model shows another place.
void LogList::begin()
{
    m_view->doItemsLayout();
    if (!m_toBottom)
        m_view->verticalScrollBar()->setValue(0);
    moved();
}

void LogList::moved()
{
    const QScrollBar *rows = m_view->verticalScrollBar();
    const bool isTop = rows->value() == 0 && (m_feed.isFollowing() || m_feed.isAtNewest());
    m_feed.setFollowing(isTop && !m_paused);
    if (rows->value() < margin)
        m_feed.wantNewer();
    if (rows->maximum() - rows->value() < margin)
        m_feed.wantOlder();
    showBar();
}

// ---- the scroll bar of the history

void LogList::showBar()
{
    if (m_toBottom && m_model.rowCount() > 0) {
        m_view->scrollToBottom();
        m_toBottom = m_feed.isSearching();
    }
    if (m_bar->isSliderDown())
        return;
    const std::int64_t all = m_feed.last() - std::max<std::int64_t>(m_feed.first(), 1);
    const int page = m_view->verticalScrollBar()->pageStep();
    const bool fits = m_feed.isAtNewest() && m_feed.isAtOldest() && m_view->verticalScrollBar()->maximum() == 0;
    const auto range = fits ? 0 : std::clamp<std::int64_t>(all - page + 1, 0, std::numeric_limits<int>::max());
    const std::int64_t place = m_model.rowCount() > 0 ? m_feed.last() - m_model.record(topRow()).id : 0;
    const QSignalBlocker quiet(m_bar);
    m_bar->setRange(0, static_cast<int>(range));
    m_bar->setPageStep(page);
    m_bar->setValue(static_cast<int>(std::clamp<std::int64_t>(place, 0, range)));
}

// Steps are steps in the rows, so that none is skipped; only dragging goes by the ids.
void LogList::act(int action)
{
    switch (action) {
    case QAbstractSlider::SliderToMinimum: return showEnd(false);
    case QAbstractSlider::SliderToMaximum: return showEnd(true);
    case QAbstractSlider::SliderMove: return jump();
    default:
        m_view->verticalScrollBar()->triggerAction(static_cast<QAbstractSlider::SliderAction>(action));
        m_bar->setSliderPosition(m_bar->value());
    }
}

void LogList::jump()
{
    const std::int64_t id = m_feed.last() - m_bar->sliderPosition();
    const int row = m_model.rowFrom(id);
    m_toBottom = false;
    if (m_bar->sliderPosition() == 0)
        m_feed.showNewest();
    else if (m_bar->sliderPosition() == m_bar->maximum())
        showEnd(true);
    else if (row > 0 && row < m_model.rowCount())
        m_view->verticalScrollBar()->setValue(row);
    else
        m_feed.showFrom(id);
}

void LogList::showEnd(bool oldest)
{
    QScrollBar *rows = m_view->verticalScrollBar();
    m_toBottom = oldest && !m_feed.isAtOldest();
    if (oldest ? m_feed.isAtOldest() : m_feed.isAtNewest())
        rows->setValue(oldest ? rows->maximum() : 0);
    else if (oldest)
        m_feed.showOldest();
    else
        m_feed.showNewest();
    moved();
}

// Home and End mean the whole history, not what happens to be here of it.
bool LogList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnd = key->key() == Qt::Key_End;
        const bool isOutside = isEnd ? !m_feed.isAtOldest() : !m_feed.isAtNewest();
        if ((isEnd || key->key() == Qt::Key_Home) && isOutside && !(key->modifiers() & Qt::ShiftModifier)) {
            showEnd(isEnd);
            return true;
        }
    }
    // A turn of the wheel goes by rows too.
    if (watched == m_bar && event->type() == QEvent::Wheel)
        return QCoreApplication::sendEvent(m_view->verticalScrollBar(), event);
    return QWidget::eventFilter(watched, event);
}

}  // namespace parapet
