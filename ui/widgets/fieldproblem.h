// SPDX-License-Identifier: GPL-2.0-or-later
// FieldProblem: what is wrong with the field above it. Its place stays free while there is nothing to tell, so that
// the form does not jump while one types; screen readers hear the message as the field's description.
#pragma once

#include <QWidget>

namespace parapet {

class IconLabel;
class TextLabel;

class FieldProblem : public QWidget {
    Q_OBJECT

public:
    explicit FieldProblem(QWidget *field, QWidget *parent = nullptr);

    void tell(const QString &problem);  // empty: all is well
    QString text() const;

private:
    QWidget *m_field;
    IconLabel *m_icon;
    TextLabel *m_text;
};

}  // namespace parapet
