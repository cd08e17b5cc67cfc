namespace SchemaSdk;

/// <summary>Options that only fal has. A run's options replace the client's as a whole.</summary>
public sealed record FalOptions : ServiceOptions
{
    /// <inheritdoc />
    public override string ServiceName => "fal";

    /// <summary>If true, fal may repeat a job up to 10 times when its runner fails. Default: false, so such a failure is final.</summary>
    public bool Retries { get; init; }

    /// <summary>
    /// If true, fal may run a job on another endpoint when the model's own is unavailable. If a submit's answer is lost, the client then
    /// cannot prove that no job was started. With a worker, set this for the whole client: a ledger does not record it. Default: false.
    /// </summary>
    public bool Fallbacks { get; init; }

    /// <summary>
    /// If true, fal fails a job that it could not start within <see cref="ModelClientOptions.JobTimeout"/>, so that no job starts after
    /// the client has stopped waiting. The timeout is rounded up to whole seconds, at least two. Default: true.
    /// </summary>
    public bool StartsWithinTimeout { get; init; } = true;

    /// <summary>If true, the job waits behind jobs of normal priority. Default: false.</summary>
    public bool LowPriority { get; init; }

    /// <summary>
    /// If false, fal does not keep inputs and outputs. A result can then be read for about an hour, or for a few minutes if it is large.
    /// Default: true, so that fal keeps both for 30 days.
    /// </summary>
    public bool StoresPayloads { get; init; } = true;

    /// <summary>How long fal keeps output files, rounded up to seconds; at least 1 s. Default: null, the account's setting.</summary>
    public TimeSpan? FileLifetime { get; init; }

    /// <summary>
    /// Who may read the output files. The client downloads files without its token, so it can download only files that anyone may
    /// read. Default: null, the account's setting.
    /// </summary>
    public FalFileAccess? FileAccess { get; init; }

    /// <summary>
    /// The address to which the service sends a callback when the job has ended. It must be https, or http on this machine. The client
    /// never writes it into a message, because it may contain a secret. Default: null, for no callback.
    /// </summary>
    public Uri? CallbackAddress { get; init; }

    /// <summary>Says whether a callback address is set. Never contains the address.</summary>
    public override string ToString() => $"CallbackAddress: {(CallbackAddress is null ? "not set" : "set")}";

    /// <inheritdoc />
    internal override bool MayRunElsewhere => Fallbacks;

    /// <inheritdoc />
    public override void Validate()
    {
        CallbackScheme.Check(CallbackAddress, nameof(CallbackAddress));
        if (FileAccess is { } access && !Enum.IsDefined(access))
        {
            throw new ArgumentOutOfRangeException(nameof(FileAccess), access, $"FileAccess is {access}, which is not a FalFileAccess.");
        }

        if (FileLifetime is { } time && time < TimeSpan.FromSeconds(1))
        {
            throw new ArgumentOutOfRangeException(nameof(FileLifetime), time, $"FileLifetime is {time}; it must be at least one second.");
        }
    }
}

/// <summary>How fal answers when anyone but the account requests a file of an output.</summary>
public enum FalFileAccess
{
    /// <summary>Anyone who has the address gets the file.</summary>
    Allow,

    /// <summary>The answer says that reading the file is forbidden.</summary>
    Forbid,

    /// <summary>The answer says that the file does not exist.</summary>
    Hide,
}
