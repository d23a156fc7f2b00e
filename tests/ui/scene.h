// SPDX-License-Identifier: GPL-2.0-or-later
// Scene: the stage for pictures of the windows.
#pragma once

#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/keyboard.h"
#include "tests/ui/windows.h"
#include "ui/controlpanel.h"
#include "ui/propertysheet.h"

#include <QApplication>
#include <QDir>
#include <QTabWidget>

namespace parapet {

// One look at the windows; a fresh firewall and fresh windows for each.
class Scene {
public:
    explicit Scene(const QDir &folder) : m_folder(folder) { client.setSettings(exampleSettings()); }

    void shoot(const QWidget *window, const QString &name)
    {
        settle();
        if (const QStringList shared = window ? sharedMnemonics(window) : QStringList(); !shared.isEmpty())
            qFatal("%s: %s twice", qPrintable(name), qPrintable(shared.join(QLatin1Char(' '))));
        const QString file = m_folder.filePath(name + QStringLiteral(".png"));
        if (!window || !const_cast<QWidget *>(window)->grab().save(file))
            qFatal("no picture %s", qPrintable(file));
    }

    PropertySheet *sheet(PropertySheet::Tab tab)
    {
        panel.open(ControlPanel::Window::sheet);
        settle();
        auto *sheet = openWindow<PropertySheet>();
        sheet->findChild<QTabWidget *>()->setCurrentIndex(tab);
        settle();
        return sheet;
    }

    static void settle()
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
    }

    // Presses the button with this English text.
    static void press(const QWidget *window, const char *context, const char *text)
    {
        auto *button =
            control<QAbstractButton>(window, QCoreApplication::translate(context, text).remove(QLatin1Char('&')));
        if (!button || !button->isEnabled())
            qFatal("no button %s", text);
        button->click();
        settle();
    }

    // The modal dialog that is open; closes it without taking anything over.
    static void dismiss()
    {
        QMetaObject::invokeMethod(QApplication::activeModalWidget(), "reject");
        settle();
    }

    FakeClient client;
    ControlPanel panel{client};

private:
    QDir m_folder;
};

// What the pictures show; each function is in a file of its own.
void shootAdvancedDialogs(const QDir &folder);
void shootAlerts(const QDir &folder);
void shootExceptions(const QDir &folder);
void shootLog(const QDir &folder);
void shootStatus(const QDir &folder);

}  // namespace parapet
