using System.Net;

namespace SchemaSdk.Integration.Tests.Engines;

/// <summary>A service that accepts each job, and refuses the first status call.</summary>
internal sealed class FilmService : IAsyncDisposable
{
    private readonly ModelEmulator _service =
        new(RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
    private readonly TemporaryFolder _folder = new();

    private FilmService() => _service.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(403));

    public long Bills => _service.Bills;

    public long Submits => _service.RequestsOf(EmulatorCall.Submit);

    public string Ledger => _folder.File("jobs.db");

    public static async Task<FilmService> OpenAsync()
    {
        var service = new FilmService();
        await service._service.StartAsync();
        return service;
    }

    public void Configure(ModelClientOptions options)
    {
        (options.BaseAddress, options.ApiToken) = (_service.Address, _service.Token);
        options.Polling.Interval = TimeSpan.FromMilliseconds(20);
    }

    /// <summary>Refuses every submit for this reason.</summary>
    public void Refuse(string reason) =>
        _service.Faults.AddOutcomeAtRate(EmulatedOutcome.Refuse(HttpStatusCode.UnprocessableEntity, 422001, reason), 1);

    /// <summary>Answers all status calls but the first as if the job had been deleted.</summary>
    public void Delete() => _service.Faults.Add(
        EmulatorCall.Status, EmulatorFault.Answer(404, "application/json", """{"error_code":404001}"""), int.MaxValue);

    /// <summary>Creates a client without a ledger, as another worker would.</summary>
    public RunComfyClient NewClient()
    {
        var options = new ModelClientOptions();
        Configure(options);
        return new RunComfyClient(options);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }
}
