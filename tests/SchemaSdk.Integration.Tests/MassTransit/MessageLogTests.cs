namespace SchemaSdk.Integration.Tests.MassTransit;

/// <summary>docs/reference/log-messages-of-hosts.md must list all log messages about broker messages.</summary>
public class MessageLogTests
{
    [Fact]
    public void Every_message_to_the_log_is_in_the_table_with_its_level_and_text()
    {
        var log = typeof(ModelMessageOptions).Assembly.GetType("SchemaSdk.MassTransit.Messages.MessageLog")!;

        Assert.Equal(TelemetryPage.MessagesOf(TelemetryPage.BrokersMessages).Order(), TelemetryPage.MessagesOf(log).Order());
    }
}
