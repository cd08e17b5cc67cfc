using SchemaSdk.Client.Settings;
using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.InFlight;

namespace SchemaSdk.Pipeline.Line;

/// <summary>
/// The parts that every call of a client shares: its settings, the exchange, the places for requests in flight, the telemetry, and the end
/// of the client. It knows nothing about jobs, prices or files.
/// </summary>
internal sealed class ServiceLine
{
    internal ServiceLine(ClientSettings settings, HttpMessageInvoker sender)
    {
        Settings = settings;
        Exchange = new ApiExchange(sender, settings);
        Stop = new ClientStop(settings.Log);
        InFlight = new RequestsInFlight(settings.MaxRequestsInFlight, settings.Time, Stop.Disposed);
        Telemetry = new ClientTelemetry(settings);
    }

    internal ClientSettings Settings { get; }

    internal TimeProvider Time => Settings.Time;

    internal ApiExchange Exchange { get; }

    /// <summary>Ends the calls when the client is disposed.</summary>
    internal ClientStop Stop { get; }

    /// <summary>The places of requests in flight, and the line for them.</summary>
    internal RequestsInFlight InFlight { get; }

    /// <summary>The spans and measurements of the client.</summary>
    internal ClientTelemetry Telemetry { get; }
}
