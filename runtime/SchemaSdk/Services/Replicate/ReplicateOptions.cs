namespace SchemaSdk;

/// <summary>Options that only Replicate has. A run's options replace the client's as a whole.</summary>
public sealed record ReplicateOptions : ServiceOptions
{
    /// <inheritdoc />
    public override string ServiceName => "Replicate";

    /// <summary>
    /// If true, Replicate cancels a job that has not ended within <see cref="ModelClientOptions.JobTimeout"/>, so that no job runs after
    /// the client has stopped waiting. The timeout is rounded up to whole seconds, at least five. Default: true.
    /// </summary>
    public bool CancelsAfterTimeout { get; init; } = true;

    /// <inheritdoc cref="FalOptions.CallbackAddress" />
    public Uri? CallbackAddress { get; init; }

    /// <summary>Says whether a callback address is set. Never contains the address.</summary>
    public override string ToString() => $"CallbackAddress: {(CallbackAddress is null ? "not set" : "set")}";

    /// <inheritdoc />
    public override void Validate() => CallbackScheme.Check(CallbackAddress, nameof(CallbackAddress));
}
