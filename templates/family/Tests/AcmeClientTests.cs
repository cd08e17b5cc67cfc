using AcmeNamespace;
using SchemaSdk;
using SchemaSdk.Emulation;

namespace Tests;

/// <summary>Tests the client against an emulator of the service, which costs nothing and needs no token.</summary>
public sealed class AcmeClientTests : IAsyncLifetime
{
    private readonly ModelEmulator _emulator = new(
        AcmeClient.Models,
        new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });

    private readonly HttpClient _http;
    private readonly AcmeClient _client;

    public AcmeClientTests()
    {
        _http = new HttpClient(_emulator.CreateHandler());
        _client = new AcmeClient(_http, new() { BaseAddress = _emulator.Address, ApiToken = _emulator.Token });
    }

    [Fact]
    public async Task A_model_makes_a_picture()
    {
        var result = await _client.Example.Still1.RunAsync(new() { Prompt = "A kettle.", Size = "square", Steps = 12 });

        Assert.NotNull(result.Output.Image);
        Assert.Equal([result.RequestId], _emulator.BilledRequestIds);
    }

    [Fact]
    public async Task An_input_that_breaks_its_schema_is_never_sent()
    {
        var refused = await Assert.ThrowsAsync<ModelInputException>(
            () => _client.Example.Still1.RunAsync(new() { Prompt = "A kettle.", Steps = 51 }));

        Assert.Equal("/steps", Assert.Single(refused.Errors).JsonPointer);
        Assert.Equal(0, _emulator.Requests);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        _http.Dispose();
        await _emulator.DisposeAsync();
    }
}
