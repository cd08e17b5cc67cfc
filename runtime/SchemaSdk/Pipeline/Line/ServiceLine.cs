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

    /// <summary>Waits for a slot, and makes one attempt to read something that is not a job.</summary>
    /// <returns>The attempt, its start as a timestamp of the client's clock, and how long it waited for the slot.</returns>
    internal async Task<(ApiAttempt Attempt, long SentAt, TimeSpan Waited)> ReadAsync(ApiRequest request, CancellationToken stop)
    {
        using var place = await InFlight.EnterAsync(stop).ConfigureAwait(false);
        place.Enclose(Exchange.RunsForeignCode);
        var sentAt = Time.GetTimestamp();
        return (await Exchange.SendAsync(request, Settings.ReadTimeout, stop).ConfigureAwait(false), sentAt, place.Waited);
    }
}
