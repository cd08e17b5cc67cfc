using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using Worker;

// Read the settings file next to the program, not in the working directory. Command-line arguments such as --Section:Name=value are
// settings too.
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddOptions<WorkerOptions>().BindConfiguration("Worker");
var worker = builder.Configuration.GetSection("Worker").Get<WorkerOptions>() ?? new WorkerOptions();
var ledger = JobsLedger.PlaceOf(worker);

await using var emulator = worker.Live ? null : await StartEmulatorAsync(builder.Configuration);
builder.Services.AddModelClient(
    (http, options) => new RunComfyClient(http, options),
    options =>
    {
        builder.Configuration.GetSection("ModelClient").Bind(options);
        options.Polling.Profile = ProfileFile.Read(worker.Profile);
        if (emulator is not null)
        {
            (options.BaseAddress, options.ApiToken) = (emulator.Address, emulator.Token);
        }
    });
var broker = worker.Broker.Length > 0 ? new Uri(worker.Broker) : null;
if (broker is not null)
{
    FilmMessages.Add(builder.Services, broker);
}

builder.Services.AddModelJobs<RunComfyClient>(
    _ => JobsLedger.Open(ledger), options => builder.Configuration.GetSection("ModelJobs").Bind(options));
builder.Services.AddModelJobHandler<FilmHandler>();
if (broker is null)
{
    // If there is a broker, other programs order the films through it, so this program orders none itself.
    builder.Services.AddHostedService<FilmOrders>();
}

builder.Services.AddHealthChecks().AddModelJobs();
builder.Logging.AddSimpleConsole();

// A real program would export to a collector. "SchemaSdk" is the name of the client's traces and metrics.
using var tracing = Sdk.CreateTracerProviderBuilder().AddSource("SchemaSdk").AddConsoleExporter().Build();
using var metrics = Sdk.CreateMeterProviderBuilder().AddMeter("SchemaSdk").AddConsoleExporter().Build();
await using var app = builder.Build();
app.MapHealthChecks("/health");
app.MapModelCallbacks("/callbacks/{key?}");
Console.WriteLine($"service   {(emulator is null ? "the real service, which costs money" : $"the emulator at {emulator.Address}")}");
Console.WriteLine($"ledger    {JobsLedger.NameOf(ledger)}");
if (broker is not null)
{
    Console.WriteLine($"broker    {FilmMessages.NameOf(broker)}");
}

app.Lifetime.ApplicationStopping.Register(
    () => ProfileFile.Write(worker.Profile, app.Services.GetRequiredService<RunComfyClient>()));
await app.RunAsync();

static async Task<ModelEmulator> StartEmulatorAsync(IConfiguration configuration)
{
    var options = new ModelEmulatorOptions();
    configuration.GetSection("Emulator").Bind(options);
    var emulator = new ModelEmulator(RunComfyClient.Models, options);
    await emulator.StartAsync();
    return emulator;
}
