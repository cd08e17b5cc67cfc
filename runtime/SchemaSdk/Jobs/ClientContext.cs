using SchemaSdk.Http;
using SchemaSdk.Settings;

namespace SchemaSdk.Jobs;

/// <summary>What the jobs of a client share.</summary>
/// <param name="Settings">The options of the client.</param>
/// <param name="Exchange">How the service is called.</param>
/// <param name="Disposed">Cancelled when the client is disposed.</param>
internal sealed record ClientContext(ClientSettings Settings, ApiExchange Exchange, CancellationToken Disposed)
{
    internal TimeProvider Time => Settings.Time;

    /// <summary>Honoured by every read of a status or a result.</summary>
    internal ReadPause Pause { get; } = new(Settings);
}
