using SchemaSdk.Emulation;

namespace SchemaSdk.EndToEnd.Tests.Storing;

/// <summary>Tests that local files reach each service, although the services store files in different ways.</summary>
public sealed class StorageTests
{
    private static readonly byte[] Png =
    [
        0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Range(0, 400_000).Select(i => (byte)(i * 7))
    ];

    public static TheoryData<string, bool> Services => new()
    {
        { "RunComfy", true }, { "RunComfy", false }, { "fal", true }, { "fal", false }, { "Replicate", true }, { "Replicate", false },
    };

    [Theory]
    [MemberData(nameof(Services))]
    public async Task The_service_has_the_bytes_of_the_file_from_any_source(string service, bool isSocket)
    {
        await using var bench = await StorageBench.StartAsync(service, isSocket);
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
    public async Task Faults_of_the_storage_cost_nothing(string service)
    {
        await using var bench = await StorageBench.StartAsync(service, isSocket: true);
        foreach (var fault in new[]
        {
            EmulatorFault.Reset(FaultPhase.BeforeResponse), EmulatorFault.Status(503), EmulatorFault.None,
            EmulatorFault.Reset(FaultPhase.MidBody), EmulatorFault.Close(FaultPhase.AfterBody), EmulatorFault.NotNow(429, TimeSpan.Zero),
        })
        {
            bench.Emulator.Faults.Add(EmulatorCall.Upload, fault);
        }

        await bench.Client().Files.RunAsync([ModelFile.FromBytes(Png)]);
        await bench.Client().Files.RunAsync([ModelFile.FromBytes(Png)]);

        Assert.Equal(2, bench.Emulator.Bills);
        Assert.Equal(Png, await bench.ReadAsync(bench.Submitted[0]));
        Assert.Equal(Png, await bench.ReadAsync(bench.Submitted[1]));
    }

    // Only a full test run includes this test: in normal runs, StoringTests cover lost parts.
    [Fact]
    [Trait("Size", "Full")]
    public async Task A_large_file_reaches_fal_in_parts_although_parts_are_lost()
    {
        await using var bench = await StorageBench.StartAsync("fal", isSocket: true);
        var content = new byte[(91 << 20) + 3];
        Random.Shared.NextBytes(content);
        await File.WriteAllBytesAsync(bench.PathOf("a.mp4"), content);
        bench.Emulator.Faults.AddAtRate(EmulatorCall.Upload, EmulatorFault.Reset(FaultPhase.BeforeResponse), 0.2);

        await bench.Client().Files.RunAsync([ModelFile.FromPath(bench.PathOf("a.mp4"), "video/mp4")]);

        Assert.Equal(content, await bench.ReadAsync(Assert.Single(bench.Submitted)));
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task The_same_key_finds_the_job_and_stores_nothing_again(string service)
    {
        await using var bench = await StorageBench.StartAsync(service, isSocket: false);
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
    public async Task A_lost_submit_with_a_stored_file_is_found_by_the_address_of_the_file(string service)
    {
        await using var bench = await StorageBench.StartAsync(service, isSocket: true);
        bench.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));

        var lost = await Soon.Throws<ModelSubmissionUnknownException>(bench.Client().Files.SubmitAsync([ModelFile.FromBytes(Png)]));
        var found = await lost.ReconcileAsync();

        Assert.Equal(ReconcileOutcome.Accepted, found.Outcome);
        Assert.Equal(bench.Emulator.BilledRequestIds, [found.RequestId!]);
    }

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task A_later_call_finds_each_of_two_lost_submits_with_the_same_stored_file(string service)
    {
        await using var bench = await StorageBench.StartAsync(service, isSocket: true);
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
        await using var bench = await StorageBench.StartAsync(service, isSocket: true);
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
