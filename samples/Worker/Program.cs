using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using Worker;

// The settings are beside the program, from wherever it is started; each can be given as --Section:Name=value too.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddOptions<WorkerOptions>().BindConfiguration("Worker");
var worker = builder.Configuration.GetSection("Worker").Get<WorkerOptions>() ?? new WorkerOptions();

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
builder.Services.AddHostedService<FilmWorker>();

using var telemetry = new TelemetryPrinter();
using var host = builder.Build();
Console.WriteLine($"service   {(emulator is null ? "the real one, which costs money" : $"the emulator at {emulator.Address}")}");
await host.RunAsync();

static async Task<ModelEmulator> StartEmulatorAsync(IConfiguration configuration)
{
    var options = new ModelEmulatorOptions();
    configuration.GetSection("Emulator").Bind(options);
    var emulator = new ModelEmulator(RunComfyClient.Models, options);
    await emulator.StartAsync();
    return emulator;
}
