// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/panel/translators.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace parapet {

namespace {

bool install(QCoreApplication &application, const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    return translator->load(locale, name, QStringLiteral("_"), folder) && application.installTranslator(translator);
}

}  // namespace

// Qt's own texts (OK, Cancel) follow only where ours do: half a window in each language helps nobody.
void installTranslators(QCoreApplication &application)
{
    const QString ours = QStringLiteral("parapet"), folder = QStringLiteral(":/i18n");
    install(application, QLocale(QLocale::English), ours, folder);
    const QLocale locale = QLocale::system();
    if (locale.language() != QLocale::English && install(application, locale, ours, folder))
        install(application, locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

}  // namespace parapet
