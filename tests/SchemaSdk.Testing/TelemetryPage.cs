using System.Reflection;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Testing;

/// <summary>The tables of docs/reference/telemetry.md.</summary>
public static class TelemetryPage
{
    public static IReadOnlyList<string[]> Spans => Table("## Spans");

    public static IReadOnlyList<string[]> Measurements => Table("## Measurements");

    public static IReadOnlyList<string[]> Messages => Table("## Log messages");

    /// <summary>The measurements of the worker of a host.</summary>
    public static IReadOnlyList<string[]> WorkersMeasurements => Table("## The worker of a host");

    /// <summary>The log messages of the worker of a host.</summary>
    public static IReadOnlyList<string[]> WorkersMessages => Table("Its messages have the category `SchemaSdk.IModelJobs`:");

    /// <summary>The log messages about callbacks.</summary>
    public static IReadOnlyList<string[]> CallbacksMessages => Table("Callbacks have the category `SchemaSdk.ModelCallbacks`:");

    /// <summary>The log messages about messages of a broker.</summary>
    public static IReadOnlyList<string[]> BrokersMessages => Table(
        "Messages of `SchemaSdk.MassTransit` have the category `SchemaSdk.MassTransit.Messages.RunModelConsumer`:");

    /// <summary>The methods of a type that log, each as its row says it: id, name, level and text.</summary>
    public static IEnumerable<string> MessagesOf(Type log) => log.GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
        .Select(method => (method.Name, Said: method.GetCustomAttribute<LoggerMessageAttribute>()))
        .Where(method => method.Said is not null)
        .Select(method => $"{method.Said!.EventId} {method.Name} {method.Said.Level} {method.Said.Message}");

    /// <summary>The rows of a table of messages: id, name, level and text.</summary>
    public static IEnumerable<string> MessagesOf(IReadOnlyList<string[]> rows) =>
        rows.Select(row => $"{row[0]} {Names(row[1]).Single()} {row[2]} {row[3]}");

    /// <summary>The names in a cell: <c>`a`, `b`</c>.</summary>
    public static IEnumerable<string> Names(string cell) => cell.Split('`').Where((_, index) => index % 2 == 1);

    private static List<string[]> Table(string heading)
    {
        var rows = File.ReadLines(Path.Combine(SourceTree.Root, "docs", "reference", "telemetry.md"))
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
