namespace SchemaSdk.Pipeline.Access;

/// <summary>The parts that all calls of a client share. They do not depend on jobs, prices or files.</summary>
internal sealed class ServiceAccess(ClientSettings settings, HttpMessageInvoker sender, ClientStop stop)
{
    internal ClientSettings Settings { get; } = settings;

    internal TimeProvider Time => Settings.Time;

    internal ApiExchange Exchange { get; } = new(sender, settings);

    internal ClientStop Stop { get; } = stop;

    internal RequestsInFlight InFlight { get; } = new(settings.MaxRequestsInFlight, settings.Time, stop.Disposed);

    internal ClientTelemetry Telemetry { get; } = new(settings);

    /// <summary>Waits for a request slot, and makes one attempt to read something other than a job, such as the catalogue.</summary>
    /// <returns>The attempt, its start as a timestamp of the client's clock, and how long it waited for the slot.</returns>
    internal async Task<(ApiAttempt Attempt, long SentAt, TimeSpan Waited)> ReadAsync(ApiRequest request, CancellationToken stop)
    {
        using var slot = await InFlight.EnterAsync(stop).ConfigureAwait(false);
        slot.Enclose(Exchange.RunsForeignCode);
        var sentAt = Time.GetTimestamp();
        return (await Exchange.SendAsync(request, Settings.ReadTimeout, stop).ConfigureAwait(false), sentAt, slot.Waited);
    }
}
