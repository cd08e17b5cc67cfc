namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>Gives each test a service whose jobs end immediately, and records what the handler and the log receive.</summary>
public abstract class WorkerTest : IAsyncLifetime
{
    private protected Shop Shop { get; } = new();

    private protected TemporaryFolder Folder { get; } = new();

    private protected HandledJobs Handled { get; } = new();

    private protected HeardLog Log { get; } = new();

    private protected int Failures => Log.Messages.Count(message => message.Id == 6);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Folder.Dispose();
        return Shop.DisposeAsync().AsTask();
    }

    private protected void Register(IServiceCollection services) => Register(services, Log);

    private protected void Register(IServiceCollection services, HeardLog log)
    {
        Handled.Register(services);
        services.AddLogging(logging => logging.AddProvider(log)).AddHealthChecks().AddModelJobs();
    }
}
