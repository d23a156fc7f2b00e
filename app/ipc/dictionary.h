// SPDX-License-Identifier: GPL-2.0-or-later
// Dictionary: a D-Bus dictionary that a stranger sent, taken apart key by key. Every value is checked for type, range
// and length; a key that nobody asked for is as wrong as one that is missing. The first problem is kept and the reader
// goes on with harmless values, so that code which takes ten keys needs one test at its end.
#pragma once

#include "engine/base/result.h"

#include <QList>
#include <QString>
#include <QVariantMap>

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parapet {

inline constexpr std::size_t freeTextLength = 4096;  // characters of a text that nothing else bounds, such as a path
inline constexpr qsizetype wordLength = 64;          // UTF-16 units of a word from a list of ours

class Dictionary {
public:
    // `place` names the dictionary in problems: "Change 3 (set-port)".
    Dictionary(QVariantMap map, QString place);

    bool has(QLatin1String key) const { return m_map.contains(key); }

    bool flag(QLatin1String key);
    // At most `longest` characters (code points).
    std::string text(QLatin1String key, std::size_t longest = freeTextLength);
    std::vector<std::string> texts(QLatin1String key);
    // At most `most` words that `parse` knows.
    template <class T>
    std::vector<T> words(QLatin1String key, std::size_t most, std::optional<T> (*parse)(std::string_view),
                         const char *allowed);
    std::vector<std::uint64_t> counts(QLatin1String key);  // at
    QVariantMap map(QLatin1String key);
    QList<QVariantMap> maps(QLatin1String key);

    // Any D-Bus integer will do, as long as its value is in the range: languages differ in what they send.
    template <std::integral T>
    T number(QLatin1String key, T least = std::numeric_limits<T>::min(), T most = std::numeric_limits<T>::max());

    // A word that `parse` knows; `allowed` lists the words for the problem.
    template <class T> T word(QLatin1String key, std::optional<T> (*parse)(std::string_view), const char *allowed);

    // For what is checked elsewhere: an empty sentence is no problem.
    void note(const QString &problem);
    void note(const std::string &problem) { note(QString::fromStdString(problem)); }

    // Call when all keys are taken. Success, or the first problem as a sentence that begins with the place.
    Outcome finish();

private:
    QVariant take(QLatin1String key);
    void refuse(QLatin1String key, const QString &expected, const QVariant &value);

    QVariantMap m_map;
    QString m_place;
    QString m_problem;
};

// The value as an error text shows it: short, whatever was sent.
QString shown(const QVariant &value);
bool isWholeNumber(const QVariant &value);

template <std::integral T> T Dictionary::number(QLatin1String key, T least, T most)
{
    const QVariant value = take(key);
    const bool isUnsigned = value.typeId() == QMetaType::ULongLong;
    const bool fits = isUnsigned
        ? std::cmp_greater_equal(value.toULongLong(), least) && std::cmp_less_equal(value.toULongLong(), most)
        : std::cmp_greater_equal(value.toLongLong(), least) && std::cmp_less_equal(value.toLongLong(), most);
    if (isWholeNumber(value) && fits)
        return isUnsigned ? static_cast<T>(value.toULongLong()) : static_cast<T>(value.toLongLong());
    refuse(key, QStringLiteral("a whole number from %1 to %2").arg(least).arg(most), value);
    return least;
}

template <class T>
std::vector<T> Dictionary::words(QLatin1String key, std::size_t most, std::optional<T> (*parse)(std::string_view),
                                 const char *allowed)
{
    std::vector<T> found;
    const std::vector<std::string> given = texts(key);
    if (given.size() > most)
        note(QStringLiteral("\"%1\" must have at most %2 entries; it had %3.").arg(key).arg(most).arg(given.size()));
    for (std::size_t i = 0; i < given.size() && i < most; ++i) {
        if (const auto parsed = parse(given[i]))
            found.push_back(*parsed);
        else
            refuse(key, QLatin1String(allowed), QString::fromStdString(given[i]));
    }
    return found;
}

template <class T>
T Dictionary::word(QLatin1String key, std::optional<T> (*parse)(std::string_view), const char *allowed)
{
    const QVariant value = take(key);
    if (value.typeId() == QMetaType::QString && value.toString().size() <= wordLength) {
        if (const auto parsed = parse(value.toString().toStdString()))
            return *parsed;
    }
    refuse(key, QLatin1String(allowed), value);
    return T{};
}

}  // namespace parapet
