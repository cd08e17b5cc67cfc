namespace SchemaSdk.Services.Fal;

/// <summary>The addresses of fal's other APIs.</summary>
internal static class FalHosts
{
    private const string Queue = "queue.fal.run";

    // An emulator or a gateway answers for all hosts.
    internal static Uri Of(Uri service, string host) => service.Host == Queue ? new Uri($"https://{host}") : service;
}
