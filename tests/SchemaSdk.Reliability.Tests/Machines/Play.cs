using System.Diagnostics;
using System.Globalization;
using SchemaSdk.PostgreSql;
using SchemaSdk.Reliability.Tests.Kills.Service;

namespace SchemaSdk.Reliability.Tests.Machines;

/// <summary>
/// Four machines run jobs from messages while machines are killed, connections are cut, and the database and the broker crash and restart.
/// </summary>
internal sealed class Play(int jobs, int perSecond, int kills, TimeSpan limit) : IAsyncDisposable
{
    public const int LeastKills = 3;

    /// <summary>
    /// The number of planned connection cuts and server crashes. Fewer happen only if one of them fails or the time runs out.
    /// </summary>
    public const int MostStrikes = 5;

    public static readonly TimeSpan KillInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _strikes = [];
    private long _begun;
    private PrivateCluster _cluster = null!;
    private PrivateBroker _broker = null!;
    private string _database = null!;

    public ScriptedService Service { get; private set; } = null!;

    public Fleet Fleet { get; private set; } = null!;

    public Orders Orders { get; private set; } = null!;

    public PostgreSqlJobLedger Ledger { get; private set; } = null!;

    public TimeSpan Duration { get; private set; }

    public IReadOnlyList<string> Strikes => _strikes;

    public async Task StartAsync()
    {
        var (cluster, broker) = (PrivateCluster.StartAsync(), PrivateBroker.StartAsync());
        (_cluster, _broker) = (await cluster, await broker);
        _database = await _cluster.CreateDatabaseAsync();
        Service = await ScriptedService.StartAsync();
        Ledger = new PostgreSqlJobLedger(_database, new() { Owner = "tests" });
        await Ledger.MigrateAsync();
        Fleet = new Fleet(name =>
            new MachineOrder(name, Service.Address, _broker.Address, _database, LeaseTime, Environment.ProcessId));
        Orders = await Orders.OpenAsync(_broker.Address);
        await Fleet.StartAsync();
    }

    /// <summary>Runs until each job has ended or is unknown, or the time runs out.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> RunAsync()
    {
        _begun = Stopwatch.GetTimestamp();
        using var killing = new CancellationTokenSource();
        _end.CancelAfter(limit);
        var parts = Task.WhenAll(
            Orders.AskAsync(jobs, perSecond, _end.Token), Fleet.KillAsync(KillInterval, kills, killing.Token), StrikeAsync());
        var entries = await UntilOverAsync();
        Duration = Stopwatch.GetElapsedTime(_begun);
        await killing.CancelAsync();
        await parts.WaitAsync(TimeSpan.FromMinutes(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Fleet?.Dispose();
        await (Orders?.DisposeAsync() ?? default);
        await (Ledger?.DisposeAsync() ?? default);
        await (Service?.DisposeAsync() ?? default);
        await (_broker?.DisposeAsync() ?? default);
        await (_cluster?.DisposeAsync() ?? default);
        _end.Dispose();
    }

    private async Task StrikeAsync()
    {
        await AtAsync(1, "connections were cut", () => _cluster.CutAsync(_database));
        await AtAsync(2, "the database crashed", () => _cluster.RestartAsync(isCrash: true));
        await AtAsync(3, "connections were cut", () => _cluster.CutAsync(_database));
        await AtAsync(4, "the broker crashed", () => _broker.RestartAsync(isCrash: true));
        await AtAsync(5, "connections were cut", () => _cluster.CutAsync(_database));
    }

    private async Task AtAsync(int sixth, string name, Func<Task> strike)
    {
        while (Orders.Asked < jobs * sixth / 6)
        {
            await Task.Delay(100, _end.Token);
        }

        var start = Stopwatch.GetTimestamp();
        await strike();
        var (at, took) = (Stopwatch.GetElapsedTime(_begun, start).TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
        _strikes.Add(string.Create(CultureInfo.InvariantCulture, $"after {at:0} s {name}, which took {took:0.0} s"));
    }

    private async Task<IReadOnlyList<LedgerEntry>> UntilOverAsync()
    {
        var entries = new List<LedgerEntry>();
        while (true)
        {
            await Task.Delay(1000, CancellationToken.None);
            if ((Orders.Asked < jobs || Fleet.Kills < LeastKills) && !_end.IsCancellationRequested)
            {
                continue;
            }

            entries.Clear();
            await foreach (var entry in Ledger.ListAsync(CancellationToken.None))
            {
                entries.Add(entry);
            }

            if (_end.IsCancellationRequested || (entries.Count == jobs && entries.All(IsOver)))
            {
                return entries;
            }
        }
    }

    private bool IsOver(LedgerEntry entry) => entry.State == LedgerState.Unknown
        ? Orders.Ends.IsUnknown(entry.Key)
        : entry.State == LedgerState.Delivered && Orders.Ends.Of(entry.Key).Count > 0;
}
