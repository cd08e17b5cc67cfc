using System.Diagnostics.Metrics;
using System.Reflection;

namespace SchemaSdk.Durable.Workers;

/// <summary>Measures the jobs of a ledger for those who listen to the meter of the SDK.</summary>
internal sealed class JobGauges : IDisposable
{
    private readonly Meter _meter = new("SchemaSdk", Version);

    /// <param name="watch">Counts the jobs.</param>
    public JobGauges(LedgerWatch watch)
    {
        _meter.CreateObservableGauge<long>(
            "schemasdk.jobs.open",
            () => watch.Summary is { } summary ? [new(summary.Open)] : [],
            "{job}",
            "Jobs of the ledger that are not at their end.");
        _meter.CreateObservableGauge<long>(
            "schemasdk.jobs.unknown",
            () => watch.Summary is { } summary ? [new(summary.Unknown)] : [],
            "{job}",
            "Jobs of the ledger that may run or not.");
        _meter.CreateObservableGauge<double>(
            "schemasdk.jobs.oldest",
            () => watch.Summary is null ? [] : [new(watch.OldestSeconds)],
            "s",
            "Time since the last step of the open job that has waited longest for one.");
        _meter.CreateObservableCounter<long>(
            "schemasdk.jobs.lease_losses",
            () => watch.Summary is { } summary ? [new(summary.LeasesLost)] : [],
            "{job}",
            "Jobs that this process lost to another one, because its lease had ended.");
    }

    private static string? Version => typeof(JobGauges).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    public void Dispose() => _meter.Dispose();
}
