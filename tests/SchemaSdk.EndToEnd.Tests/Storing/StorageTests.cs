using System.Text.Json;

namespace SchemaSdk.EndToEnd.Tests.Storing;

/// <summary>
/// Tests that a second call with the same file finds the job of the first call, although that job's input contains only the file's address.
/// </summary>
public sealed class StorageTests : IDisposable
{
    private static readonly byte[] Png =
    [
        0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Range(0, 400_000).Select(i => (byte)(i * 7))
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly MemoryStore _store = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task The_same_key_finds_the_job_and_stores_nothing_again(string service)
    {
        await using var emulator = Start(service);
        await using var ledger = NewLedger();
        await File.WriteAllBytesAsync(_folder.File("a.png"), Png);

        var first = await SubmitAsync(service, emulator, ledger, ModelFile.FromPath(_folder.File("a.png")), "film-1");
        var uploads = emulator.RequestsOf(EmulatorCall.Upload);
        var second = await SubmitAsync(service, emulator, ledger, ModelFile.FromBytes(Png), "film-1");
        var other = await Soon.Throws<ModelLedgerException>(
            SubmitAsync(service, emulator, ledger, ModelFile.FromBytes(Png.AsMemory(0, 300_000)), "film-1"));

        Assert.Equal(first.RequestId, second.RequestId);
        Assert.True(other.IsKeyTaken);
        Assert.Equal((1, uploads), (emulator.Bills, emulator.RequestsOf(EmulatorCall.Upload)));
    }

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task A_later_call_finds_each_of_two_lost_submits_with_the_same_stored_file(string service)
    {
        await using var emulator = Start(service);
        await using var first = NewLedger();
        await using var second = NewLedger();
        await LoseAsync(first, "film-1");
        await LoseAsync(first, "film-2");

        var one = await (await LoseAsync(second, "film-1")).ReconcileAsync();
        var two = await (await LoseAsync(second, "film-2")).ReconcileAsync();

        Assert.Equal(emulator.BilledRequestIds, [one.RequestId!, two.RequestId!]);

        Task<ModelSubmissionUnknownException> LoseAsync(ModelLedger ledger, string key)
        {
            emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
            return Soon.Throws<ModelSubmissionUnknownException>(
                SubmitAsync(service, emulator, ledger, ModelFile.FromBytes(Png), key));
        }
    }

    private static ModelEmulator Start(string service) => new(
        [Client(service, new SocketsHttpHandler(), new() { ApiToken = "none" }).Files.Info],
        new() { Protocol = EmulatedProtocols.Find(service), QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });

    private static FilesClient Client(string service, HttpMessageHandler handler, ModelClientOptions options) => new(
        service == "fal" ? ModelService.Fal : ModelService.Replicate, new HttpClient(handler), options);

    private MemoryJobLedger NewLedger() => new(_store, new JobLedgerOptions { InputFolder = _folder.File("inputs") });

    // Each submit uses a new client, as if it came from another process.
    private static Task<ModelJob<JsonElement>> SubmitAsync(
        string service, ModelEmulator emulator, ModelLedger ledger, ModelFile file, string key)
    {
        var options = new ModelClientOptions { BaseAddress = emulator.Address, ApiToken = emulator.Token, Ledger = ledger };
        return Client(service, emulator.CreateHandler(), options).Files.SubmitAsync([file], new RunOptions { Key = key });
    }
}
