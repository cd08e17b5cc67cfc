using SchemaSdk.Emulation;

namespace SchemaSdk.EndToEnd.Tests.Storing;

/// <summary>Tests that local files reach each service, although the services store files in different ways.</summary>
public sealed class StorageTests
{
    private static readonly byte[] Png =
    [
        0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Range(0, 400_000).Select(i => (byte)(i * 7))
    ];

    [Theory]
    [InlineData("RunComfy")]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task The_service_has_the_bytes_of_the_file_from_any_source(string service)
    {
        await using var bench = await StorageBench.StartAsync(service);
        await File.WriteAllBytesAsync(bench.PathOf("a.png"), Png);

        await bench.Client().Files.RunAsync(
        [
            ModelFile.FromPath(bench.PathOf("a.png")), ModelFile.FromBytes(Png), ModelFile.FromStream(new MemoryStream(Png)),
            ModelFile.FromStream(new ForwardStream(Png)), ModelFile.FromBytes(Png.AsMemory(0, 1000)),
        ]);

        Assert.Equal(5, bench.Submitted.Count);
        var inside = bench.Submitted.Count(static file => file.StartsWith("data:", StringComparison.Ordinal));
        Assert.Equal(service == "RunComfy" ? 5 : 1, inside);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(i < 4 ? Png : Png[..1000], await bench.ReadAsync(bench.Submitted[i]));
        }
    }

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task The_same_key_finds_the_job_and_stores_nothing_again(string service)
    {
        await using var bench = await StorageBench.StartAsync(service);
        await using var ledger = new MemoryJobLedger(new MemoryStore(), new JobLedgerOptions { InputFolder = bench.PathOf("inputs") });
        await File.WriteAllBytesAsync(bench.PathOf("a.png"), Png);
        var options = new RunOptions { Key = "film-1" };

        var first = await bench.Client(ledger).Files.SubmitAsync([ModelFile.FromPath(bench.PathOf("a.png"))], options);
        var uploads = bench.Emulator.RequestsOf(EmulatorCall.Upload);
        var second = await bench.Client(ledger).Files.SubmitAsync([ModelFile.FromBytes(Png)], options);
        var other = await Soon.Throws<ModelLedgerException>(
            bench.Client(ledger).Files.SubmitAsync([ModelFile.FromBytes(Png.AsMemory(0, 300_000))], options));

        Assert.Equal(first.RequestId, second.RequestId);
        Assert.True(other.IsKeyTaken);
        Assert.Equal((1, uploads), (bench.Emulator.Bills, bench.Emulator.RequestsOf(EmulatorCall.Upload)));
    }

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task A_later_call_finds_each_of_two_lost_submits_with_the_same_stored_file(string service)
    {
        await using var bench = await StorageBench.StartAsync(service);
        var store = new MemoryStore();
        await using var first = new MemoryJobLedger(store, new JobLedgerOptions { InputFolder = bench.PathOf("inputs") });
        await using var second = new MemoryJobLedger(store, new JobLedgerOptions { InputFolder = bench.PathOf("inputs") });
        await LoseAsync(bench, first, "film-1");
        await LoseAsync(bench, first, "film-2");

        var one = await (await LoseAsync(bench, second, "film-1")).ReconcileAsync();
        var two = await (await LoseAsync(bench, second, "film-2")).ReconcileAsync();

        Assert.Equal(bench.Emulator.BilledRequestIds, [one.RequestId!, two.RequestId!]);
    }

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task A_worker_finds_a_lost_submit_with_a_stored_file(string service)
    {
        await using var bench = await StorageBench.StartAsync(service);
        await using var ledger = new MemoryJobLedger(new MemoryStore(), new JobLedgerOptions { InputFolder = bench.PathOf("inputs") });
        await LoseAsync(bench, ledger, "film-1");
        using var stop = new CancellationTokenSource();
        using var worker = new ModelJobsWorker(bench.Client(ledger));

        var running = worker.RunAsync(stop.Token);
        await Soon.Until(async () => await ledger.StateOfAsync("film-1") != LedgerState.Unknown);
        await stop.CancelAsync();
        await Soon.Async(running);

        Assert.Equal(bench.Emulator.BilledRequestIds, [(await ledger.FindAsync("film-1"))!.RequestId!]);
    }

    private static Task<ModelSubmissionUnknownException> LoseAsync(StorageBench bench, ModelLedger ledger, string key)
    {
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        return Soon.Throws<ModelSubmissionUnknownException>(
            bench.Client(ledger).Files.SubmitAsync([ModelFile.FromBytes(Png)], new RunOptions { Key = key }));
    }
}
