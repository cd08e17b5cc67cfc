using Microsoft.Extensions.AI;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

/// <summary>Gives each test a client with a ledger.</summary>
public abstract class AdapterTest : IAsyncLifetime
{
    private AdapterBench? _bench;

    private protected AdapterBench Bench => _bench ??= new();

    /// <summary>An image generator whose model makes one image per run.</summary>
    private protected IImageGenerator Generator => Bench.Client.Bytedance.Seedream5_0Pro.TextToImage.AsImageGenerator();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
