// SPDX-License-Identifier: GPL-2.0-or-later
// ServiceDialog: "Edit a Service" (xp-reference 1.8): each port of a predefined service has a check mark and a scope of
// its own. Whether the service is allowed at all is said by its row on the Exceptions tab. Deletes itself when closed.
#pragma once

#include "engine/model/service.h"

#include <QDialog>

class QTreeWidget;
class QTreeWidgetItem;

namespace parapet {

class ScopeButtonBox;

class ServiceDialog : public QDialog {
    Q_OBJECT

public:
    ServiceDialog(const Service &service, const ServiceException &exception, QWidget *parent = nullptr);

    // Only what differs from the catalogue is in it.
    const ServiceException &exception() const { return m_exception; }

private:
    void fillList();
    void layOut();
    void showSelection();
    void takeCheckMark(QTreeWidgetItem *item);
    void changeScope();
    void set(const ServicePort &port, const ServicePortSetting &value);
    void showScope(QTreeWidgetItem *item, const Scope &scope);
    const ServicePort *portOf(QTreeWidgetItem *item) const;

    const Service &m_service;
    ServiceException m_exception;
    QTreeWidget *m_list;
    ScopeButtonBox *m_buttons;
};

}  // namespace parapet
