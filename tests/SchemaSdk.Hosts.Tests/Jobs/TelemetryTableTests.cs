using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;
using SchemaSdk.EndToEnd.Tests.Telemetry;
using SchemaSdk.Hosts.Tests.Bench;

namespace SchemaSdk.Hosts.Tests.Jobs;

/// <summary>docs/telemetry.md says what the worker tells, and nothing else is.</summary>
public class TelemetryTableTests
{
    [Fact]
    public async Task Every_instrument_of_the_worker_is_in_the_table_with_its_type_and_unit()
    {
        var told = new HashSet<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "SchemaSdk" && instrument.Name.StartsWith("schemasdk.jobs.", StringComparison.Ordinal))
                {
                    told.Add($"{instrument.Name} {TypeOf(instrument.GetType())} {instrument.Unit}");
                }
            },
        };
        await using var shop = new Shop();
        using var host = shop.Build();
        host.Jobs();
        listener.Start();

        var rows = TelemetryPage.WorkersMeasurements.Select(row => string.Join(' ', row[..3].SelectMany(TelemetryPage.Names)));

        Assert.Equal(rows.Order(), told.Order());
    }

    [Fact]
    public void Every_message_of_the_worker_is_in_the_table_with_its_level_and_text()
    {
        var log = typeof(ModelJobsOptions).Assembly.GetType("SchemaSdk.DependencyInjection.Jobs.JobLog")!;
        var messages = log.GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(method => (method.Name, Said: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(method => method.Said is not null)
            .Select(method => $"{method.Said!.EventId} {method.Name} {method.Said.Level} {method.Said.Message}");

        var rows = TelemetryPage.WorkersMessages.Select(row => $"{row[0]} {TelemetryPage.Names(row[1]).Single()} {row[2]} {row[3]}");

        Assert.Equal(rows.Order(), messages.Order());
    }

    private static string TypeOf(Type type) =>
        $"{type.Name.Split('`')[0]}<{(type.GenericTypeArguments.Single() == typeof(long) ? "long" : "double")}>";
}
