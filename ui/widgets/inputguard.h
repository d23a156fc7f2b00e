// SPDX-License-Identifier: GPL-2.0-or-later
// InputGuard: keeps a window that came by itself from taking what was meant for another: for a moment after it is shown
// and after it has become active, keys do nothing, nor does a click for which nobody aimed. Keys that are held down
// never count. Belongs to the window.
#pragma once

#include <QElapsedTimer>
#include <QPointF>
#include <QTimer>
#include <QWidget>

#include <chrono>

namespace parapet {

class InputGuard : public QObject {
    Q_OBJECT

public:
    InputGuard(QWidget *window, std::chrono::milliseconds time);

    // Nothing is held back any more.
    bool isOpen() const { return !m_keys->isActive() && !m_pointer->isActive(); }

    bool eventFilter(QObject *receiver, QEvent *event) override;

Q_SIGNALS:
    void opened();

private:
    void shown();
    void activated();
    void enteredAt(const QPointF &place);
    void movedTo(const QPointF &place);
    bool isHeldBack(const QEvent &event) const;
    bool isOfWindow(const QObject *receiver) const;
    QTimer *makeTimer(std::chrono::milliseconds time);

    QWidget *m_window;
    QTimer *m_keys;         // active: keys are held back
    QTimer *m_pointer;      // active: clicks are held back
    bool m_new = false;     // the pointer is held back because the window has just come, whether somebody aims or not
    bool m_aimed = false;   // the pointer has travelled in the window
    QPointF m_entered;      // where the pointer was when it came in, or the window under it
    QElapsedTimer m_since;  // it was
};

}  // namespace parapet
