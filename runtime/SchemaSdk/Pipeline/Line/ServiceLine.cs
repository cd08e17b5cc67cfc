using SchemaSdk.Client.Settings;
using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.InFlight;

namespace SchemaSdk.Pipeline.Line;

/// <summary>The parts that all calls of a client share. None of them depends on jobs, prices or files.</summary>
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

    internal ClientStop Stop { get; }

    internal RequestsInFlight InFlight { get; }

    internal ClientTelemetry Telemetry { get; }
}
