namespace SchemaSdk;

/// <summary>Settings of <c>MapModelCallbacks</c>.</summary>
public sealed class ModelCallbackOptions
{
    /// <summary>
    /// Checks the signatures of callbacks. Null: they are not checked. Without a <see cref="Proof"/>, a forged callback only affects when
    /// the end of a job is noticed. Default: null.
    /// </summary>
    public CallbackSignature? Signature { get; set; }

    /// <summary>
    /// Checks the proofs in callback addresses. A callback to an address with a valid proof settles the job of its key if it is unknown.
    /// Null: callbacks settle no jobs. Default: null.
    /// </summary>
    public CallbackProof? Proof { get; set; }

    /// <summary>
    /// The largest allowed difference between the time of a signed callback and the current time, above 0. A replay within it is ignored.
    /// Default: five minutes.
    /// </summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The size in bytes of the largest body that is read, above 0. A larger one is answered with 413. Default: 1 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 1 << 20;

    // Above either limit, callbacks are answered with 503, so the service sends them again. Tests set lower limits.
    internal int MaxWaiting { get; set; } = 1000;

    internal int MaxChecks { get; set; } = 64;

    internal ModelCallbackOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Tolerance, TimeSpan.Zero, nameof(Tolerance));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBodyBytes, nameof(MaxBodyBytes));
        return this;
    }
}
