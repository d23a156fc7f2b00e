<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>LogWords</name>
    <message numerus="yes">
        <source>%n event(s) came too fast to be recorded.</source>
        <translation>
            <numerusform>%n event came too fast to be recorded.</numerusform>
            <numerusform>%n events came too fast to be recorded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parapet::ExceptionsPage</name>
    <message numerus="yes">
        <source>%n service(s) &amp;listen and are blocked. Show...</source>
        <translation>
            <numerusform>%n service &amp;listens and is blocked. Show...</numerusform>
            <numerusform>%n services &amp;listen and are blocked. Show...</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parapet::LogWindow</name>
    <message numerus="yes">
        <source>Paused. %n new event(s).</source>
        <translation>
            <numerusform>Paused. %n new event.</numerusform>
            <numerusform>Paused. %n new events.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) came too fast to be shown.</source>
        <translation>
            <numerusform>%n event came too fast to be shown.</numerusform>
            <numerusform>%n events came too fast to be shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parapet::TrayIcon</name>
    <message numerus="yes">
        <source>%n question(s) &amp;waiting...</source>
        <translation>
            <numerusform>%n question &amp;waiting...</numerusform>
            <numerusform>%n questions &amp;waiting...</numerusform>
        </translation>
    </message>
</context>
</TS>
