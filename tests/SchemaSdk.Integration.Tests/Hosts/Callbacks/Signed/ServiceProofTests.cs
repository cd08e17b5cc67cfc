using System.Security.Cryptography;
using SchemaSdk.Integration.Tests.Reconciling;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

public sealed class ServiceProofTests : IAsyncLifetime
{
    private const string Token = "secret";

    private static readonly Uri Address = new("https://shop.example/callbacks");

    // The emulator derives the version of a model from its id.
    private static readonly string Version = Convert.ToHexStringLower(SHA256.HashData("acme/video"u8));

    private readonly TemporaryFolder _folder = new();
    private readonly CallbackProof _proof = new("0123456789abcdef"u8);
    private ModelEmulator? _emulator;

    [Theory]
    [InlineData("fal", "acme/video")]
    [InlineData("fal", "acme/video/fast")]
    [InlineData("Replicate", "acme/video")]
    [InlineData("Replicate", "acme/video:VERSION")]
    [InlineData("Replicate", "acme/video/versions/VERSION")]
    [InlineData("Replicate", "deployments/acme/video")]
    public async Task A_callback_with_its_proof_settles_an_unknown_job(string service, string model)
    {
        await using var app = await UnknownAsync(service, model, FaultPhase.BeforeResponse);

        Assert.Equal(202, await PostAsync(app, service, _emulator!.BilledRequestIds[0]));
        await app.UntilAsync(LedgerState.Delivered);

        var settled = (await app.Jobs.FindAsync("order-1"))!;
        Assert.Equal("a callback, confirmed by the service", settled.Settled?.By);
        Assert.Equal(1, _emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Theory]
    [InlineData("fal", "acme/video", "acme/other")]
    [InlineData("Replicate", "acme/video:VERSION", "acme/other")]
    [InlineData("Replicate", "deployments/acme/video", "acme/video")]
    public async Task A_callback_with_the_id_of_a_job_of_another_model_leaves_the_job_unknown(string service, string model, string other)
    {
        await using var app = await UnknownAsync(service, model, FaultPhase.AfterBody);
        var id = await SubmitAsync(service, other);

        Assert.Equal(202, await PostAsync(app, service, id));

        // This hint makes sure that the job has been read, even if the callback has not caused a read yet.
        await Record.ExceptionAsync(() => app.Jobs.HintAsync(id, "order-1").Soonish());
        Assert.True(_emulator!.RequestsOf(EmulatorCall.Status) > 0);
        Assert.Equal(LedgerState.Unknown, (await app.Jobs.FindAsync("order-1"))!.State);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await (_emulator?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    private static ModelService Named(string service) => service == "fal" ? ModelService.Fal : ModelService.Replicate;

    private Task<int> PostAsync(SignedApp app, string service, string id) => app.PostToAsync(
        _proof.AddressOf(Address, "order-1").PathAndQuery,
        service == "fal" ? $$"""{"request_id":"{{id}}","status":"OK"}""" : $$"""{"id":"{{id}}","status":"succeeded"}""");

    private async Task<SignedApp> UnknownAsync(string service, string model, FaultPhase lost)
    {
        foreach (var id in (string[])["acme/video", "acme/video/fast", "acme/other"])
        {
            var folder = Directory.CreateDirectory(_folder.File(id)).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "input.json"), """{"type":"object"}""");
        }

        _emulator = ModelEmulator.FromFolder(_folder.Path, new()
        {
            Protocol = EmulatedProtocols.Find(service),
            Token = Token,
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
        });
        _emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(lost));
        var app = await SignedApp.OpenAsync(
            Named(service),
            _emulator.CreateHandler(),
            options => (options.Proof, options.Signature) = (_proof, new Trusting()));
        await app.EnqueueAsync(model.Replace("VERSION", Version, StringComparison.Ordinal));
        await app.UntilAsync(LedgerState.Unknown);
        return app;
    }

    private async Task<string> SubmitAsync(string service, string model)
    {
        using var http = new HttpClient(_emulator!.CreateHandler());
        await using var client = new ListedClient(Named(service), http, new() { ApiToken = Token });
        return (await client.SubmitAsync(model, JsonSerializer.SerializeToElement(new { prompt = "a kite" }))).RequestId;
    }
}
