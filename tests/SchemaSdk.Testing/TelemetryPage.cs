using System.Reflection;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Testing;

/// <summary>The tables of spans, measurements and log messages in docs/reference.</summary>
public static class TelemetryPage
{
    public static IReadOnlyList<string[]> Spans => Table("spans", "# Spans");

    public static IReadOnlyList<string[]> Measurements => Table("measurements", "## The client");

    public static IReadOnlyList<string[]> Messages => Table("log-messages", "# Log messages");

    public static IReadOnlyList<string[]> WorkersMeasurements => Table("measurements", "## The worker of a host");

    public static IReadOnlyList<string[]> WorkersMessages =>
        Table("log-messages-of-hosts", "Messages of `services.AddModelJobs` have the category `SchemaSdk.IModelJobs`:");

    public static IReadOnlyList<string[]> CallbacksMessages =>
        Table("log-messages-of-hosts", "Messages of `MapModelCallbacks` have the category `SchemaSdk.ModelCallbacks`:");

    public static IReadOnlyList<string[]> BrokersMessages => Table(
        "log-messages-of-hosts",
        "Messages of `SchemaSdk.MassTransit` have the category `SchemaSdk.MassTransit.Messages.RunModelConsumer`:");

    /// <summary>The id, name, level and text of each logging method of a type.</summary>
    public static IEnumerable<string> MessagesOf(Type log) => log.GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
        .Select(method => (method.Name, Said: method.GetCustomAttribute<LoggerMessageAttribute>()))
        .Where(method => method.Said is not null)
        .Select(method => $"{method.Said!.EventId} {method.Name} {method.Said.Level} {method.Said.Message}");

    /// <summary>The id, name, level and text in each row of a log message table.</summary>
    public static IEnumerable<string> MessagesOf(IReadOnlyList<string[]> rows) =>
        rows.Select(row => $"{row[0]} {Page.CodeIn(row[1]).Single()} {row[2]} {row[3]}");

    private static List<string[]> Table(string page, string heading)
    {
        var rows = File.ReadLines(Path.Combine(SourceTree.Root, "docs", "reference", $"{page}.md"))
            .SkipWhile(line => line != heading)
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())
            .ToList();
        Assert.NotEmpty(rows);
        return rows;
    }
}
