namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>Gives each test a client with a ledger.</summary>
public abstract class AdapterTest : IAsyncLifetime
{
    private AdapterBench? _bench;

    private protected AdapterBench Bench => _bench ??= new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
