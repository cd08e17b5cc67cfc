using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Jobs;

/// <summary>The services of the jobs in a ledger, with a client for each known service. The clients record jobs in the ledger.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="asked">The service and address that the user gave, if any.</param>
/// <param name="ledger">The ledger.</param>
internal sealed class JobServices(ToolHost host, AskedService asked, JobLedger ledger) : IAsyncDisposable
{
    private readonly Dictionary<string, CalledService> _called = new(StringComparer.Ordinal);

    /// <summary>Makes a client for each service to which the given jobs belong. An unknown service gets no client.</summary>
    /// <exception cref="ToolException">A service in the ledger is not the one that the user gave, or cannot be called.</exception>
    internal async Task ConnectAsync(IEnumerable<LedgerEntry> jobs, CancellationToken stop)
    {
        var services = jobs.Select(job => ServiceChoice.ForJob(asked, job)).OfType<ChosenService>().Distinct().ToList();
        if (services.Count > 1 && asked.Address is not null)
        {
            var names = string.Join(" and ", services.Select(static service => service.Name));
            throw new ToolException(
                ExitCode.WrongUsage,
                $"--address applies to only one service, but the jobs belong to {names}. "
                + "Nothing was sent. Set the environment variable of each service instead.");
        }

        foreach (var service in services)
        {
            _called[service.Name] = await CalledService
                .AtAsync(service, host, stop, options => options.Ledger = ledger)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Returns the client for a job; null if its service is unknown.</summary>
    internal ModelClient? ClientOf(LedgerEntry job) =>
        ServiceChoice.ForJob(asked, job) is { } service ? _called[service.Name].Client : null;

    public async ValueTask DisposeAsync()
    {
        foreach (var called in _called.Values)
        {
            await called.DisposeAsync().ConfigureAwait(false);
        }
    }
}
