using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Creates hosts whose clients call an emulator.</summary>
internal static class EmulatedHost
{
    public static ModelEmulator Emulator(TimeSpan runTime = default) =>
        new(RunComfyClient.Models, new() { QueueTime = TimeSpan.Zero, RunTime = runTime });

    public static IHost Build(Action<IServiceCollection> register)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        register(builder.Services);
        return builder.Build();
    }

    public static RunComfyClient Client(this IHost host) => host.Services.GetRequiredService<RunComfyClient>();

    public static RunComfyClient Client(this IHost host, object key) => host.Services.GetRequiredKeyedService<RunComfyClient>(key);

    public static IHttpClientBuilder AddClient(
        this IServiceCollection services, ModelEmulator emulator, Action<ModelClientOptions>? configure = null) => services
        .AddModelClient((http, options) => new RunComfyClient(http, options), Configure(emulator) + configure)
        .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler);

    public static IHttpClientBuilder AddKeyedClient(
        this IServiceCollection services, object key, ModelEmulator emulator, Action<ModelClientOptions>? configure = null) => services
        .AddKeyedModelClient(key, (http, options) => new RunComfyClient(http, options), Configure(emulator) + configure)
        .ConfigurePrimaryHttpMessageHandler(emulator.CreateHandler);

    private static Action<ModelClientOptions> Configure(ModelEmulator emulator) => options =>
    {
        (options.BaseAddress, options.ApiToken) = (emulator.Address, emulator.Token);
        options.Polling.Interval = TimeSpan.FromMilliseconds(20);
    };
}
