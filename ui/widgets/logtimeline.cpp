// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/logtimeline.h"

#include "ui/models/logwords.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>
#include <QToolTip>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace parapet {

namespace {

constexpr int barLines = 4;  // height of the bars, in lines of text

// Told apart by people with any kind of colour vision (Okabe and Ito, "Color Universal Design", 2008), on light and dark.
QColor color(DropKind kind)
{
    switch (kind) {
    case DropKind::noException: return {0, 114, 178};
    case DropKind::exceptionsOff: return {230, 159, 0};
    case DropKind::otherSender: return {0, 158, 115};
    case DropKind::icmp: return {86, 180, 233};
    case DropKind::noConnection: return {204, 121, 167};
    case DropKind::damaged: return {213, 94, 0};
    case DropKind::falseSender: return {240, 228, 66};
    case DropKind::lost: return {128, 128, 128};
    }
    return {};
}

std::uint64_t sum(const KindCounts &counts)
{
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

// The kinds that occur, in their fixed order: a colour stays what it is.
std::vector<DropKind> kindsIn(const std::vector<KindCounts> &spans)
{
    std::vector<DropKind> kinds;
    for (std::size_t kind = 0; kind < dropKinds; ++kind) {
        if (std::ranges::any_of(spans, [kind](const KindCounts &counts) { return counts[kind] > 0; }))
            kinds.push_back(static_cast<DropKind>(kind));
    }
    return kinds;
}

}  // namespace

LogTimeline::LogTimeline(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline of dropped packets"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    describe();
}

void LogTimeline::setHistogram(const LogHistogram &histogram)
{
    const bool isOther = histogram.from != m_histogram.from || histogram.width != m_histogram.width;
    m_isKnown = true;
    m_histogram = histogram;
    m_counts = countsByKind(histogram);
    m_highest = 0;
    for (const KindCounts &counts : m_counts)
        m_highest = std::max(m_highest, sum(counts));
    if (isOther && !m_dragging)
        m_place.reset(), m_anchor.reset();
    if (m_place && *m_place >= spans())
        m_place.reset(), m_anchor.reset(), m_dragging = false;
    describe();
    update();
}

QSize LogTimeline::sizeHint() const
{
    const int line = fontMetrics().lineSpacing();
    return {fontMetrics().averageCharWidth() * 60, line * (barLines + 2) + line / 2};
}

QSize LogTimeline::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, sizeHint().height()};
}

// ---- places

QRect LogTimeline::plot() const
{
    return {0, 0, width(), fontMetrics().lineSpacing() * barLines};
}

QRect LogTimeline::spanRect(int span) const
{
    const QRect all = plot();
    const auto edge = [&](int at) { return all.left() + int(qint64(all.width()) * at / std::max(spans(), 1)); };
    const QRect logical(edge(span), all.top(), std::max(edge(span + 1) - edge(span), 1), all.height());
    return QStyle::visualRect(layoutDirection(), all, logical);
}

int LogTimeline::spanAt(const QPoint &place) const
{
    const QPoint logical = QStyle::visualPos(layoutDirection(), plot(), place);
    return std::clamp(int(qint64(logical.x()) * spans() / std::max(width(), 1)), 0, std::max(spans() - 1, 0));
}

LogTimeline::Range LogTimeline::range() const
{
    return {std::min(*m_place, m_anchor.value_or(*m_place)), std::max(*m_place, m_anchor.value_or(*m_place))};
}

// ---- a range

void LogTimeline::moveTo(int span, bool extends)
{
    if (spans() == 0)
        return;
    if (!extends)
        m_anchor.reset();
    else if (!m_anchor)
        m_anchor = m_place;
    m_place = std::clamp(span, 0, spans() - 1);
    describe();
    update();
}

void LogTimeline::choose()
{
    if (!m_place)
        return;
    const auto [first, last] = range();
    const WallTime from = m_histogram.from + m_histogram.width * std::int64_t{first};
    const WallTime to = m_histogram.from + m_histogram.width * std::int64_t{last + 1} - WallTime(1);
    Q_EMIT rangeChosen(from, to);
}

void LogTimeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || spans() == 0)
        return QWidget::mousePressEvent(event);
    m_dragging = true;
    m_anchor.reset();
    moveTo(spanAt(event->position().toPoint()), false);
}

void LogTimeline::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging)
        moveTo(spanAt(event->position().toPoint()), true);
}

// A click only says where the keyboard goes on.
void LogTimeline::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && std::exchange(m_dragging, false) && m_anchor)
        choose();
}

void LogTimeline::keyPressEvent(QKeyEvent *event)
{
    const bool extends = event->modifiers() & Qt::ShiftModifier;
    const int forward = isRightToLeft() ? -1 : 1;
    const auto step = [&](int by) { moveTo(m_place ? *m_place + by : spans() - 1, extends); };
    switch (event->key()) {
    case Qt::Key_Left: return step(-forward);
    case Qt::Key_Right: return step(forward);
    case Qt::Key_Home: return moveTo(0, extends);
    case Qt::Key_End: return moveTo(spans() - 1, extends);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: return choose();
    case Qt::Key_Backspace: return Q_EMIT wholeWanted();
    default: QWidget::keyPressEvent(event);
    }
}

bool LogTimeline::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && spans() > 0) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int span = spanAt(help->pos());
        QToolTip::showText(help->globalPos(), rangeText({span, span}), this);
        return true;
    }
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QWidget::event(event);
}

// ---- words

QString LogTimeline::rangeText(Range range) const
{
    std::uint64_t dropped = 0;
    for (int span = range.first; span <= range.last; ++span)
        dropped += sum(m_counts[static_cast<std::size_t>(span)]);
    const QString from = LogWords::time(m_histogram.from + m_histogram.width * std::int64_t{range.first});
    const QString to =
        LogWords::time(m_histogram.from + m_histogram.width * std::int64_t{range.last + 1} - WallTime(1));
    return tr("%1 to %2: %n packet(s) dropped.", nullptr,
              static_cast<int>(std::min<std::uint64_t>(dropped, std::numeric_limits<int>::max())))
        .arg(from, to);
}

// Nothing is said before it is known.
QString LogTimeline::emptyText() const
{
    if (!m_isKnown)
        return {};
    return m_histogram.next != 0 ? tr("Counting...") : tr("No dropped packet.");
}

// What a screen reader says of it: the range, else everything.
void LogTimeline::describe()
{
    const QString how =
        tr("Choose a range with the arrow keys and Shift, then press Enter; Backspace shows everything.");
    if (spans() == 0)
        setAccessibleDescription(emptyText());
    else if (m_place)
        setAccessibleDescription(rangeText(range()));
    else
        setAccessibleDescription(tr("%1 %2", "sentences").arg(rangeText({0, spans() - 1}), how));
}

// ---- painting

void LogTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(plot(), palette().base());
    paintBars(painter);
    paintAxis(painter);
    paintLegend(painter);
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.rect = plot();
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

void LogTimeline::paintBars(QPainter &painter) const
{
    if (m_place) {
        const auto [first, last] = range();
        QColor chosen = palette().color(QPalette::Highlight);
        chosen.setAlpha(90);
        painter.fillRect(spanRect(first).united(spanRect(last)), chosen);
    }
    if (spans() == 0)
        painter.drawText(plot(), Qt::AlignCenter, emptyText());
    const int height = plot().height() - 2;
    for (int span = 0; span < spans() && m_highest > 0; ++span) {
        QRect bar = spanRect(span);
        if (bar.width() > 3)
            bar.adjust(0, 0, -1, 0);
        std::uint64_t below = 0;
        const KindCounts &counts = m_counts[static_cast<std::size_t>(span)];
        // One packet among millions is still seen.
        const int whole = sum(counts) > 0 ? std::max(int(double(sum(counts)) / double(m_highest) * height), 2) : 0;
        for (std::size_t kind = 0; kind < dropKinds; ++kind) {
            if (counts[kind] == 0)
                continue;
            const auto at = [&](std::uint64_t count) {
                return plot().bottom() - int(double(count) / double(sum(counts)) * whole);
            };
            const int bottom = at(below), top = at(below += counts[kind]);
            painter.fillRect(QRect(bar.left(), top, bar.width(), std::max(bottom - top, 1)),
                             color(static_cast<DropKind>(kind)));
        }
    }
}

// The times of both ends.
void LogTimeline::paintAxis(QPainter &painter) const
{
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(plot().adjusted(0, 0, -1, -1));
    if (spans() == 0)
        return;
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect line(0, plot().bottom() + 1, width(), fontMetrics().lineSpacing());
    const auto stamp = [&](int span) {
        return QChar(0x200e) + LogWords::time(m_histogram.from + m_histogram.width * std::int64_t{span});
    };
    const auto side = [this](Qt::Alignment logical) {
        return int(QStyle::visualAlignment(layoutDirection(), logical));
    };
    painter.drawText(line, side(Qt::AlignLeft) | Qt::AlignVCenter, stamp(0));
    painter.drawText(line, side(Qt::AlignRight) | Qt::AlignVCenter, stamp(spans()));
    const QString most = tr("At most %1 in a bar").arg(QLocale().toString(qulonglong(m_highest)));
    if (line.width() > 2 * fontMetrics().horizontalAdvance(stamp(0)) + fontMetrics().horizontalAdvance(most) + 20)
        painter.drawText(line, Qt::AlignCenter, most);
}

void LogTimeline::paintLegend(QPainter &painter) const
{
    const int line = fontMetrics().lineSpacing(), gap = fontMetrics().averageCharWidth();
    const int box = fontMetrics().ascent() * 3 / 4;
    const QRect all(0, plot().bottom() + 1 + line, width(), line + line / 2);
    int x = 0;
    for (const DropKind kind : kindsIn(m_counts)) {
        const QString name = DropKindWords::name(kind);
        const int words = fontMetrics().horizontalAdvance(name);
        const QRect square(x, all.center().y() - box / 2, box, box);
        const QRect text(x + box + gap / 2, all.top(), words + 1, all.height());
        painter.fillRect(QStyle::visualRect(layoutDirection(), all, square), color(kind));
        painter.drawText(QStyle::visualRect(layoutDirection(), all, text), Qt::AlignCenter, name);
        x = text.right() + 2 * gap;
    }
}

}  // namespace parapet
