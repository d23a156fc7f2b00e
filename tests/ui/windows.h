// SPDX-License-Identifier: GPL-2.0-or-later
// How a test finds its way in the windows: by what a person reads on the controls.
#pragma once

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMenu>

namespace parapet {

// The control of this very window whose text, without mnemonic, is this; null when there is none.
template <class Control> Control *control(const QWidget *window, const QString &text)
{
    for (Control *candidate : window->findChildren<Control *>()) {
        if (candidate->window() == window && candidate->text().remove(QLatin1Char('&')) == text)
            return candidate;
    }
    return nullptr;
}

// The action of a menu whose text, without mnemonic, is this; null when there is none.
inline QAction *actionOf(const QMenu *menu, const char *text)
{
    for (QAction *each : menu->actions()) {
        if (each->text().remove(QLatin1Char('&')) == QString::fromUtf8(text))
            return each;
    }
    return nullptr;
}

// The field or list with this accessible name.
template <class Field> Field *field(const QWidget *window, const QString &name)
{
    for (Field *candidate : window->findChildren<Field *>()) {
        if (candidate->accessibleName() == name)
            return candidate;
    }
    return nullptr;
}

// The visible window of this kind; null when there is none.
template <class Window> Window *openWindow()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *window = qobject_cast<Window *>(widget);
        if (window && window->isVisible())
            return window;
    }
    return nullptr;
}

// All words that a window shows, for looking whether a sentence is among them.
inline bool shows(const QWidget *window, const QString &words)
{
    for (const QLabel *label : window->findChildren<QLabel *>()) {
        if (label->isVisibleTo(window) && label->text().contains(words))
            return true;
    }
    return false;
}

}  // namespace parapet
