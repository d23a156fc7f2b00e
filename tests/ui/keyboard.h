// SPDX-License-Identifier: GPL-2.0-or-later
// Whether a window can be used without a pointer.
#pragma once

#include <QTest>

#include <QAbstractButton>
#include <QKeySequence>
#include <QLabel>
#include <QRadioButton>
#include <QSet>

namespace parapet {

// What takes the focus in this window but is not reached by the Tab key from where the focus is now. Radio buttons are
// one stop together: the arrow keys lead from one to the other.
inline QStringList unreachableByTab(const QWidget *window)
{
    QSet<const QWidget *> reached;
    while (window->focusWidget() && !reached.contains(window->focusWidget())) {
        reached.insert(window->focusWidget());
        QTest::keyClick(window->focusWidget(), Qt::Key_Tab);
    }
    QStringList missed;
    for (const QWidget *each : window->findChildren<QWidget *>()) {
        const bool stop = each->window() == window && each->isVisible() && each->isEnabled() && !each->focusProxy()
            && (each->focusPolicy() & Qt::TabFocus) && !qobject_cast<const QRadioButton *>(each);
        if (stop && !reached.contains(each))
            missed << QLatin1String(each->metaObject()->className()) + QLatin1Char(' ') + each->accessibleName();
    }
    return missed;
}

// Mnemonics that two visible controls of this window have in common, in lower case.
inline QStringList sharedMnemonics(const QWidget *window)
{
    QStringList seen, twice;
    for (const QWidget *each : window->findChildren<QWidget *>()) {
        const auto *label = qobject_cast<const QLabel *>(each);
        const auto *button = qobject_cast<const QAbstractButton *>(each);
        const QString text = label && label->buddy() ? label->text() : button ? button->text() : QString();
        const QString keys = QKeySequence::mnemonic(text).toString();
        if (keys.isEmpty() || each->window() != window || !each->isVisibleTo(window))
            continue;
        (seen.contains(keys) ? twice : seen) << keys;
    }
    return twice;
}

}  // namespace parapet
