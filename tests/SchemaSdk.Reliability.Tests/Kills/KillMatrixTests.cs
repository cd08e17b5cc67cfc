using System.Diagnostics;
using SchemaSdk.Reliability.Tests.Kills.Killing;
using SchemaSdk.Reliability.Tests.Kills.Service;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Kills;

/// <summary>Runs charged jobs in a process, kills the process at each point of its work, and restarts it with the same keys.</summary>
public sealed class KillMatrixTests(ITestOutputHelper output) : IDisposable
{
    private const int Lanes = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("kills").FullName;

    private static int Passes => FullRun.IsOn ? 9 : 1;

    // With long chains, a short run would have too few chains to use all lanes.
    private static int PerChain => FullRun.IsOn ? 8 : 3;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task No_kill_loses_a_job_or_submits_it_twice()
    {
        var chains = Chunks().Select((cells, number) => (cells, number)).ToList();

        var table = await PlayAsync(
            "SQLite", chains, (number, play) => play(new LeftFile(Path.Combine(_folder, $"jobs-{number}.db"))));

        Assert.True(table.Kills >= (FullRun.IsOn ? 2_000 : 10), $"{table.Kills} kills");
    }

    [FactWith(Server.PostgreSql)]
    public async Task No_kill_of_a_process_with_a_database_loses_a_job_or_submits_it_twice()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        var chains = ChunksOfDatabases(oneOf: 5);

        var table = await PlayAsync(
            "PostgreSQL", chains, async (_, play) => await play(new LeftDatabase(await cluster.CreateDatabaseAsync())));

        Assert.True(table.Kills >= (FullRun.IsOn ? 230 : 6), $"{table.Kills} kills");
        Assert.Equal(chains.Sum(static chain => chain.cells.Length), table.Kills);
    }

    [FactWith(Server.PostgreSql)]
    [Trait("Size", "Full")]
    public async Task No_crash_of_the_server_together_with_its_process_loses_a_confirmed_entry()
    {
        var chains = ChunksOfDatabases(oneOf: 1);

        var table = await PlayAsync("PostgreSQL, whose server crashes too", chains, static async (_, play) =>
        {
            // With these settings, the server flushes an entry only seconds later, unless a caller waits for the flush.
            await using var cluster = await PrivateCluster.StartAsync("synchronous_commit=off", "wal_writer_delay=10s");
            await play(new LeftDatabase(await cluster.CreateDatabaseAsync(), cluster));
        });

        Assert.Equal(chains.Sum(static chain => chain.cells.Length), table.Kills);
    }

    // onLedger creates a ledger for a chain, and plays the chain on it.
    private async Task<KillTable> PlayAsync(
        string name, List<((Plan? Plan, Left Left)[] cells, int number)> chains, Func<int, Func<LeftLedger, Task>, Task> onLedger)
    {
        var (table, start) = (new KillTable(), Stopwatch.GetTimestamp());
        await using var service = await ScriptedService.StartAsync();
        await Parallel.ForEachAsync(chains, new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (chain, _) =>
            await onLedger(chain.number, async ledger =>
            {
                var kills = new Chain(service, table, ledger, chain.number);
                foreach (var (plan, left) in chain.cells)
                {
                    await (plan is null ? kills.KillAtRandomAsync(left) : kills.KillAsync(plan, left));
                }

                await kills.EndAsync();
            }));
        Report.Write(output, "SCHEMASDK_KILLS", $"{name}: {table}{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s\n");
        return table;
    }

    // Points between a write and its flush are omitted, because the database server does both.
    private static List<((Plan? Plan, Left Left)[] cells, int number)> ChunksOfDatabases(int oneOf)
    {
        var points = Plan.All.Concat(Plan.WithoutKey).Where(static plan => !plan.LeavesBytes)
            .Where((_, index) => FullRun.IsOn || index % oneOf == 0)
            .Select(static plan => ((Plan?)plan, Left.Nothing))
            .ToList();
        return [.. Enumerable.Range(0, Passes).SelectMany(_ => points.Chunk(PerChain)).Select((cells, number) => (cells, number))];
    }

    // A file is new only at the first point of a chain, so each point that needs a new file gets its own chain.
    private static IEnumerable<(Plan? Plan, Left Left)[]> Chunks()
    {
        var cells = Cells().ToLookup(cell => cell.Plan?.IsNew == true);
        return [.. cells[false].Chunk(PerChain), .. cells[true].Select(cell => new[] { cell })];
    }

    // A full run kills at every point, once for each state that the kill can leave on the disk. A short run kills at every ninth point.
    private static IEnumerable<(Plan? Plan, Left Left)> Cells()
    {
        var points = FullRun.SampleOf([.. Plan.All, .. Plan.OfFiles, .. Plan.WithoutKey], n: 9);
        var lefts = Enum.GetValues<Left>();
        (Plan? Plan, Left Left)[] cells =
        [
            .. from point in points.Select(static (plan, index) => (plan, index))
               from left in lefts
               where FullRun.IsOn
                   ? point.plan.LeavesBytes || left is Left.All or Left.Nothing
                   : left == (point.plan.LeavesBytes ? lefts[point.index % lefts.Length] : point.index % 2 == 0 ? Left.All : Left.Nothing)
               select ((Plan?)point.plan, left),
            .. Enumerable.Range(0, FullRun.IsOn ? 12 : 1).SelectMany(_ => lefts, static (_, left) => ((Plan?)null, left)),
        ];
        var random = new Random(20261121);
        return Enumerable.Range(0, Passes).SelectMany(_ => cells.OrderBy(_ => random.Next()).ToArray());
    }
}
