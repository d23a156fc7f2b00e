// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/inputguard.h"

#include <QApplication>
#include <QEnterEvent>
#include <QStyleHints>
#include <QWindow>

namespace parapet {

// The application sees every event before the window and whatever is in it.
InputGuard::InputGuard(QWidget *window, std::chrono::milliseconds time)
    : QObject(window), m_window(window), m_keys(makeTimer(time)), m_pointer(makeTimer(time))
{
    qApp->installEventFilter(this);
}

QTimer *InputGuard::makeTimer(std::chrono::milliseconds time)
{
    auto *timer = new QTimer(this);
    timer->setSingleShot(true);
    timer->setInterval(time);
    connect(timer, &QTimer::timeout, this, [this] {
        if (isOpen())
            Q_EMIT opened();
    });
    return timer;
}

bool InputGuard::isOfWindow(const QObject *receiver) const
{
    if (const auto *widget = qobject_cast<const QWidget *>(receiver))
        return widget->window() == m_window;
    return receiver == m_window->windowHandle();
}

bool InputGuard::eventFilter(QObject *receiver, QEvent *event)
{
    if (!isOfWindow(receiver))
        return false;
    if (receiver == m_window) {
        switch (event->type()) {
        case QEvent::Show: shown(); break;
        case QEvent::WindowActivate: activated(); break;
        case QEvent::Enter: enteredAt(static_cast<QEnterEvent *>(event)->globalPosition()); break;
        default: break;
        }
    }
    if (event->type() == QEvent::MouseMove)
        movedTo(static_cast<QMouseEvent *>(event)->globalPosition());
    const bool heldBack = isHeldBack(*event);
    if (heldBack)
        event->ignore();  // a window that was asked to close must not count as closed
    return heldBack;
}

void InputGuard::shown()
{
    m_new = true;
    m_keys->start();
    m_pointer->start();
    enteredAt(QCursor::pos());
}

// The click that makes a window active comes right after; somebody who went for a button with the pointer must not find
// that it does nothing. But a window that comes out from under another one has the pointer over it by chance.
void InputGuard::activated()
{
    m_keys->start();
    const bool under = m_window->rect().contains(m_window->mapFromGlobal(QCursor::pos()));
    const bool waited = m_since.elapsed() >= m_pointer->interval();
    if (!under || waited || m_aimed || m_pointer->isActive())
        return;
    m_new = false;
    m_pointer->start();
}

void InputGuard::enteredAt(const QPointF &place)
{
    m_entered = place;
    m_since.start();
    m_aimed = false;
}

void InputGuard::movedTo(const QPointF &place)
{
    if ((place - m_entered).manhattanLength() < QGuiApplication::styleHints()->startDragDistance())
        return;
    m_aimed = true;
    if (m_pointer->isActive() && !m_new)
        m_pointer->stop();
}

bool InputGuard::isHeldBack(const QEvent &event) const
{
    switch (event.type()) {
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride: return m_keys->isActive() || static_cast<const QKeyEvent &>(event).isAutoRepeat();
    case QEvent::KeyRelease:
    case QEvent::Shortcut: return m_keys->isActive();
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TabletPress:
    case QEvent::TabletRelease: return m_pointer->isActive();
    // The window manager's close button, or its keys.
    case QEvent::Close: return event.spontaneous() && (m_keys->isActive() || m_pointer->isActive());
    default: return false;
    }
}

}  // namespace parapet
