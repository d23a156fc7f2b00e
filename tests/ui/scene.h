// SPDX-License-Identifier: GPL-2.0-or-later
// Scene: the windows of a fresh firewall in memory, for pictures of them.
#pragma once

#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/windows.h"
#include "ui/controlpanel.h"
#include "ui/propertysheet.h"

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

    FakeClient client;
    ControlPanel panel{client};

private:
    QDir m_folder;
};

}  // namespace parapet
